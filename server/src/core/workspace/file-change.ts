import { changeFile, type ManifestFile, manifestFile, replaceFile } from '../syntax/manifest-file.ts';
import type { Span } from '../text/span.ts';

/** What happens to a file. `range` counts UTF-16 units in the whole file as the change before left it. */
export type FileChange =
  | { readonly uri: string; readonly text: string }
  | { readonly uri: string; readonly range: Span; readonly newText: string }
  | { readonly uri: string; readonly removed: true };

/** The file after the change; undefined where it is gone. */
export function changed(before: ManifestFile | undefined, change: FileChange): ManifestFile | undefined {
  if ('removed' in change) return undefined;
  if ('text' in change) return before ? replaceFile(before, change.text) : manifestFile(change.uri, change.text);
  return changeFile(before ?? manifestFile(change.uri, ''), change.range, change.newText);
}
