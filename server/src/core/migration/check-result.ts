import { type NodePath, pathText } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import { choicesFor, keepVersion, withDecisions } from './choices.ts';
import { type Draft, type DraftStyle, draftEntry } from './draft.ts';
import { type EditedDocument, editDocument } from './edit-document.ts';
import { remove } from './edit-draft.ts';
import type { DocumentPlace } from './migrated-document.ts';
import type { Choice, Leftover, MigrationContext, ObjectProblem } from './migration.ts';
import { prune } from './prune.ts';
import { textEdits } from './text-edits.ts';

/**
 * Returns the result of a migration with the problems that the API server reports in it as leftovers. If the API server
 * accepted the document before, the document is not changed. If it had problems before, it is migrated anyway. `object` is
 * the name of the object in choices.
 */
export function checked(
  document: ManifestDocument,
  edited: EditedDocument,
  context: MigrationContext,
  { uri, isPatch }: DocumentPlace,
  object: string,
): EditedDocument {
  const { problems } = context;
  if (!problems || edited.text === document.text) return edited;
  const choices = choicesFor(context.choices, object);
  // Users do not write a status.
  const isRelevant = ({ path, isOfPart }: ObjectProblem) => path[0] !== 'status' && (isOfPart || !isPatch);
  const problemsIn = (text: string) => {
    const [after] = manifestFile(uri, text).documents;
    return (after ? problems(uri, after, true) : []).filter(isRelevant);
  };
  const { text, found, isRemedied } = remedied(edited.text, problemsIn, choices);
  if (found.length === 0 && !isRemedied) return edited;
  const old = problems(uri, document, false).filter(isRelevant);
  const known = new Set(old.map(({ path }) => String(path.at(-1))));
  const isBlocked = old.length === 0;
  const offsetOf = offsetsIn(document.text, text);
  const leftovers = found.map(({ path, span, message, remedies }): Leftover => {
    const [start, end] = [offsetOf(span.start), offsetOf(span.end)];
    const at = pathText(path);
    const remedy = remedies.map(({ title, decision }): Choice => ({ title, id: `${at}=${decision}` }));
    const anyway = { title: 'Migrate anyway, and fix it afterward', id: `${at}=anyway` };
    const own = { start, end: Math.max(start, end), path: at, choices: [...remedy, anyway, keepVersion(at)] };
    const head = known.has(String(path.at(-1)))
      ? `The API server rejects the object before and after the migration: ${message}`
      : `After the migration, the API server would reject the object: ${message}`;
    return isBlocked
      ? { ...own, severity: 'blocked', message: `${head} Nothing was changed.` }
      : { ...own, severity: 'check', message: head };
  });
  const open = withDecisions(leftovers, choices, object);
  const isKept = open.some(({ severity }) => severity === 'blocked');
  return { text: isKept ? document.text : text, leftovers: [...edited.leftovers, ...open] };
}

/** Applies the remedies that the user chose, and returns the remaining problems. */
function remedied(text: string, problemsIn: (text: string) => readonly ObjectProblem[], choices: ReadonlySet<string>) {
  let [result, found] = [text, problemsIn(text)];
  // One remedy at a time, because it can make others unnecessary, and because it moves their places.
  for (let count = 0; count < MAX_REMEDIES; count++) {
    const [remedy] = found.flatMap(({ path, remedies }) =>
      remedies
        .filter(({ decision }) => choices.has(`${pathText(path)}=${decision}`))
        .map(({ value }) => ({ path, value })),
    );
    if (!remedy) break;
    const [document] = manifestFile('', result).documents;
    const after = document && editDocument(document, (root, style) => applyRemedy(root, remedy, style)).text;
    if (after === undefined || after === result) break;
    result = after;
    found = problemsIn(result);
  }
  return { text: result, found, isRemedied: result !== text };
}

const MAX_REMEDIES = 100;

/** Sets or removes the field at a path, and removes parents that become empty. */
function applyRemedy(
  root: Draft,
  { path, value }: { readonly path: NodePath; readonly value: number | undefined },
  style: DraftStyle,
): readonly Leftover[] {
  const holder = path.slice(0, -1).reduce<Draft | undefined>((at, step) => {
    if (typeof step === 'string') return draftEntry(at, step)?.value;
    return at?.kind === 'list' ? at.items[step]?.value : undefined;
  }, root);
  const entry = draftEntry(holder, String(path.at(-1)));
  if (!entry || holder?.kind !== 'map' || root.kind !== 'map') return [];
  if (value === undefined) {
    remove(holder, entry, style);
    return prune(root, undefined, 'all', style);
  }
  entry.value = { kind: 'scalar', text: String(value) };
  return [];
}

/** Maps offsets in the new text to the old one; those inside a replacement to its start. */
function offsetsIn(before: string, after: string): (offset: number) => number {
  const edits = textEdits(before, after);
  return (offset) => {
    let shift = 0;
    for (const { span, newText } of edits) {
      const start = span.start + shift;
      if (offset < start) break;
      if (offset < start + newText.length) return span.start;
      shift += newText.length - (span.end - span.start);
    }
    return Math.max(0, Math.min(before.length, offset - shift));
  };
}
