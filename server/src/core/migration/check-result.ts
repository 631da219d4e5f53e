import { pathText } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import type { EditedDocument } from './edit-document.ts';
import type { DocumentPlace } from './migrated-document.ts';
import type { Leftover, MigrationContext } from './migration.ts';
import { textEdits } from './text-edits.ts';

/**
 * Returns the result of a migration with the problems that the API server reports in it as leftovers. If the API server
 * accepted the document before, the document is not changed. If it had problems before, it is migrated anyway.
 */
export function checked(
  document: ManifestDocument,
  edited: EditedDocument,
  { problems }: MigrationContext,
  { uri, isPatch }: DocumentPlace,
): EditedDocument {
  if (!problems || isPatch || edited.text === document.text) return edited;
  const [after] = manifestFile(uri, edited.text).documents;
  // Users do not write a status.
  const found = (after ? problems(uri, after, true) : []).filter(({ path }) => path[0] !== 'status');
  if (found.length === 0) return edited;
  const old = problems(uri, document, false);
  const known = new Set(old.map(({ path }) => String(path.at(-1))));
  const isBlocked = old.length === 0;
  const offsetOf = offsetsIn(document.text, edited.text);
  const leftovers = found.map(({ path, span, message }): Leftover => {
    const [start, end] = [offsetOf(span.start), offsetOf(span.end)];
    const own = { start, end: Math.max(start, end), path: pathText(path), choices: [] };
    const text = known.has(String(path.at(-1)))
      ? `The API server rejects the object before and after the migration: ${message}`
      : `After the migration, the API server would reject the object: ${message}`;
    return isBlocked
      ? { ...own, severity: 'blocked', message: `${text} Nothing was changed.` }
      : { ...own, severity: 'check', message: text };
  });
  return { text: isBlocked ? document.text : edited.text, leftovers: [...edited.leftovers, ...leftovers] };
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
