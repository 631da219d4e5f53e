import type { Location, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { type Fix, type ManifestFile, type Place, positionIn, type Span } from '../core/index.ts';

/** The input for converting places to the protocol: the current files and their URIs in the client. */
export interface Places {
  file(uri: string): ManifestFile | undefined;
  /** Returns undefined if the document is not part of the file. */
  documentIndex(file: ManifestFile, document: Place['document']): number | undefined;
  /** Returns the client's version of an open document, otherwise null. */
  version(uri: string): number | null;
  /** Returns the URI as the client spells it. */
  clientUri(uri: string): string;
  /** The client accepts edits that name the version of the text which they apply to. */
  readonly editsVersions: boolean;
}

/** Returns undefined if the document is not part of its file. */
export function rangeOf({ uri, document, span }: Place, places: Places): Range | undefined {
  const file = places.file(uri);
  const index = file ? places.documentIndex(file, document) : undefined;
  return file && index !== undefined ? rangeIn(file, index, span) : undefined;
}

export function rangeIn(file: ManifestFile, index: number, { start, end }: Span): Range {
  return { start: positionIn(file, index, start), end: positionIn(file, index, end) };
}

/** Returns undefined if the document is not part of its file. */
export function locationOf(place: Place, places: Places): Location | undefined {
  const range = rangeOf(place, places);
  return range && { uri: places.clientUri(place.uri), range };
}

/**
 * Returns one edit for all files, or undefined if a document is not part of its file. Each file's edits are bound to the
 * version that they were computed for, if the client supports that.
 */
export function workspaceEdit(edits: Fix['edits'], places: Places): WorkspaceEdit | undefined {
  const byUri = editsByUri(edits, places);
  if (!byUri) return undefined;
  if (!places.editsVersions)
    return { changes: Object.fromEntries([...byUri].map(([uri, list]) => [places.clientUri(uri), list])) };
  return {
    documentChanges: [...byUri].map(
      ([uri, list]): TextDocumentEdit => ({
        textDocument: { uri: places.clientUri(uri), version: places.version(uri) },
        edits: list,
      }),
    ),
  };
}

/** Returns undefined if a document is not part of its file. */
export function editsByUri(edits: Fix['edits'], places: Places): ReadonlyMap<string, TextEdit[]> | undefined {
  const byUri = new Map<string, TextEdit[]>();
  for (const { uri, document, change } of edits) {
    const range = rangeOf({ uri, document, span: change.span }, places);
    if (!range) return undefined;
    const list = byUri.get(uri) ?? [];
    list.push({ range, newText: change.newText });
    byUri.set(uri, list);
  }
  return byUri;
}
