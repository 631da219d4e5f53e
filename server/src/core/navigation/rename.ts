import type { FixEdit } from '../findings/finding.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { Span } from '../text/span.ts';
import type { Manifests, Named, Occurrence } from './named.ts';
import type { PointedName } from './named-at.ts';
import { objectionTo, type Refusal, refuse } from './new-name.ts';
import { occurrencesOf } from './occurrences.ts';

/** What a rename would take: the place of the name, in the document, and the name as it is. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** Whether what somebody points at can be renamed. */
export function prepareRename(pointed: PointedName | undefined, manifests: Manifests): Renamable | Refusal {
  const named = renamable(pointed);
  if ('refused' in named) return named;
  const stuck = unwritable(meantFor(named.what, manifests));
  return stuck ?? { span: named.pointed.span, name: nameOfNamed(named.what) };
}

/** The edits that give another name to what somebody points at, in every file; each byte around them stays. */
export function rename(
  pointed: PointedName | undefined,
  newName: string,
  manifests: Manifests,
): { readonly edits: readonly FixEdit[] } | Refusal {
  const named = renamable(pointed);
  if ('refused' in named) return named;
  if (nameOfNamed(named.what) === newName) return { edits: [] };
  const occurrences = meantFor(named.what, manifests);
  const objection = objectionTo(named.what, newName, manifests) ?? unwritable(occurrences);
  return objection ?? { edits: occurrences.flatMap((each) => editOf(each, newName)) };
}

/** What goes along: where another object could be meant as well, it is not ours to say. */
function meantFor(named: Named, manifests: Manifests): readonly Occurrence[] {
  return occurrencesOf(named, manifests).filter(({ open }) => !open);
}

function renamable(pointed: PointedName | undefined): { what: Named; pointed: PointedName } | Refusal {
  if (!pointed?.isName)
    return refuse(
      'Here stands no name that can be renamed: those of objects, namespaces, links, metadata keys, labels and variables can.',
    );
  const { text, named, reference } = pointed;
  const [what, ...others] = named;
  if (what?.kind !== 'variable' && isTemplate(text))
    return refuse(`"${text}" is made when the manifest is rendered. Rename its variable, or write the name out.`);
  if (others.length > 0)
    return refuse(
      `${named.length} objects are called "${text}", and which of them is meant is open. Rename one where it stands.`,
    );
  if (!what) {
    const missing = reference
      ? `No manifest at hand has the ${reference.target.kind} "${text}"`
      : `Nothing at hand gives "${text}"`;
    return refuse(`${missing}, so there is nothing to rename.`);
  }
  return { what, pointed };
}

function nameOfNamed(named: Named): string {
  switch (named.kind) {
    case 'object':
      return named.resource.name ?? '';
    case 'local':
    case 'variable':
    case 'contributed':
      return named.name;
    case 'label':
      return named.value ?? named.key;
  }
}

function unwritable(occurrences: readonly Occurrence[]): Refusal | undefined {
  for (const { node, document } of occurrences) {
    if (!node) continue;
    const line = document.text.slice(0, node.span.start).split('\n').length;
    if (node.alias)
      return refuse(`The name is repeated by an alias (line ${line} of its document). Rename it by hand.`);
    if (writeScalar(node, '') === undefined)
      return refuse(`The name is written as a block of text (line ${line} of its document). Rename it by hand.`);
  }
  return undefined;
}

function editOf({ uri, document, span, node, written }: Occurrence, newName: string): readonly FixEdit[] {
  const change = node ? writeScalar(node, newName) : { span, newText: written?.(newName) ?? newName };
  return change ? [{ uri, document, change }] : [];
}
