import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { changeFile, type ManifestFile, manifestFile, replaceFile } from '../syntax/manifest-file.ts';
import type { TreeCache } from '../syntax/tree-cache.ts';
import type { Span } from '../text/span.ts';

/** A change of a file. `range` is in UTF-16 units of the complete file after the previous change. */
export type FileChange =
  | { readonly uri: string; readonly text: string }
  /** A file of another workspace, whose documents are kept. */
  | { readonly uri: string; readonly file: ManifestFile }
  | { readonly uri: string; readonly range: Span; readonly newText: string }
  | { readonly uri: string; readonly removed: true };

/** Returns the file after the change; undefined if it was removed. */
export function applyChange(
  before: ManifestFile | undefined,
  change: FileChange,
  trees: TreeCache,
): ManifestFile | undefined {
  if ('removed' in change) return undefined;
  if ('file' in change) return change.file;
  if ('text' in change) return before ? replaceFile(before, change.text) : manifestFile(change.uri, change.text, trees);
  return changeFile(before ?? manifestFile(change.uri, '', trees), change.range, change.newText);
}

/** Returns the documents between the equal documents at the start and at the end of two versions of a file. */
export function replacedDocuments(
  before: readonly ManifestDocument[],
  after: readonly ManifestDocument[],
): { readonly removed: readonly ManifestDocument[]; readonly added: readonly ManifestDocument[] } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const maxCommon = Math.min(before.length, after.length) - start;
  while (end < maxCommon && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { removed: before.slice(start, before.length - end), added: after.slice(start, after.length - end) };
}
