import type { FixEdit } from '../findings/finding.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { Span } from '../text/span.ts';
import { type RenameError, reasonAgainst, renameError } from './new-name.ts';
import { occurrencesOf } from './occurrences.ts';
import type { Manifests, NamedSymbol, Occurrence } from './symbol.ts';
import type { SymbolAtPosition } from './symbol-at.ts';

/** The span of the name in the document, and the current name. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** Returns the span and name at a position if they can be renamed, else the reason why not. */
export function prepareRename(pointed: SymbolAtPosition | undefined, manifests: Manifests): Renamable | RenameError {
  const named = renamable(pointed);
  if ('reason' in named) return named;
  const problem = unwritable(certainOccurrences(named.what, manifests));
  return problem ?? { span: named.pointed.span, name: nameOfNamed(named.what) };
}

/** Returns the edits that rename a name in all files. All other text stays unchanged. */
export function rename(
  pointed: SymbolAtPosition | undefined,
  newName: string,
  manifests: Manifests,
): { readonly edits: readonly FixEdit[] } | RenameError {
  const named = renamable(pointed);
  if ('reason' in named) return named;
  if (nameOfNamed(named.what) === newName) return { edits: [] };
  const occurrences = certainOccurrences(named.what, manifests);
  const objection = reasonAgainst(named.what, newName, manifests) ?? unwritable(occurrences);
  return objection ?? { edits: occurrences.flatMap((each) => editOf(each, newName)) };
}

/** Returns the occurrences to rename. Ambiguous ones stay unchanged. */
function certainOccurrences(named: NamedSymbol, manifests: Manifests): readonly Occurrence[] {
  return occurrencesOf(named, manifests).filter(({ isAmbiguous }) => !isAmbiguous);
}

function renamable(
  pointed: SymbolAtPosition | undefined,
): { what: NamedSymbol; pointed: SymbolAtPosition } | RenameError {
  if (!pointed?.isName)
    return renameError('Only names of objects, namespaces, links, metadata keys, labels and variables can be renamed.');
  const { text, symbols, reference } = pointed;
  const [what, ...others] = symbols;
  if (what?.kind !== 'variable' && isTemplate(text))
    return renameError(`"${text}" is a template expression. Rename its variable instead.`);
  if (others.length > 0)
    return renameError(
      `The reference is ambiguous: ${symbols.length} objects have the name "${text}". Rename the object in its own manifest.`,
    );
  if (!what) {
    const missing = reference
      ? `${reference.target.kind} "${text}" is not in the workspace`
      : `"${text}" is not defined in the workspace`;
    return renameError(`${missing}, so it cannot be renamed.`);
  }
  return { what, pointed };
}

function nameOfNamed(named: NamedSymbol): string {
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

function unwritable(occurrences: readonly Occurrence[]): RenameError | undefined {
  for (const { node, document } of occurrences) {
    if (!node) continue;
    const line = document.text.slice(0, node.span.start).split('\n').length;
    if (node.alias)
      return renameError(`The name is repeated by a YAML alias (line ${line} of its document). Rename it manually.`);
    if (writeScalar(node, '') === undefined)
      return renameError(`The name is a block scalar (line ${line} of its document). Rename it manually.`);
  }
  return undefined;
}

function editOf({ uri, document, span, node, textFor }: Occurrence, newName: string): readonly FixEdit[] {
  const change = node ? writeScalar(node, newName) : { span, newText: textFor?.(newName) ?? newName };
  return change ? [{ uri, document, change }] : [];
}
