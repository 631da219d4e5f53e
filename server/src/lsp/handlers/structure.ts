import {
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type FoldingRange,
  type FoldingRangeParams,
  FoldingRangeRequest,
  type SelectionRange,
  type SelectionRangeParams,
  SelectionRangeRequest,
  type TextEdit,
} from 'vscode-languageserver';
import { indentNewLine, isJsonFile, type ManifestFile, offsetAt, placeAt, selections } from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeIn } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';

export const STRUCTURE = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
};

/** Folding, selection ranges and indentation depend only on the syntax tree. */
export const STRUCTURE_ROUTES: readonly Route[] = [
  route(FoldingRangeRequest.type, 'documents', foldingRanges),
  route(SelectionRangeRequest.type, 'documents', selectionRanges),
  route(DocumentOnTypeFormattingRequest.type, 'documents', formatOnType),
];

/** If the client limits the number of ranges, the outer ranges of all documents are kept. */
export function foldingRanges(snapshot: Snapshot, { textDocument }: FoldingRangeParams): FoldingRange[] | null {
  const file = yamlFile(textDocument.uri, snapshot);
  if (!file) return null;
  const all = snapshot.caches.foldings.itemsIn(file);
  const counts: number[] = [];
  for (const { depth } of all) counts[depth] = (counts[depth] ?? 0) + 1;
  let maxDepth = 0;
  for (let left = snapshot.client.foldingLimit - (counts[0] ?? 0); maxDepth + 1 < counts.length; maxDepth++) {
    left -= counts[maxDepth + 1] ?? 0;
    if (left < 0) break;
  }
  return all.flatMap(({ range, depth }) => (depth <= maxDepth ? range : []));
}

function selectionRanges(
  snapshot: Snapshot,
  { textDocument, positions }: SelectionRangeParams,
): SelectionRange[] | null {
  const file = yamlFile(textDocument.uri, snapshot);
  if (!file) return null;
  return positions.map((position) => {
    const { index, offset } = placeAt(file, offsetAt(file, position));
    const document = file.documents[index];
    const spans = document ? selections(document, offset) : [];
    const outermost: SelectionRange = { range: { start: position, end: position } };
    return (
      spans.reduceRight<SelectionRange | undefined>(
        (parent, span) => ({ range: rangeIn(file, index, span), ...(parent ? { parent } : {}) }),
        undefined,
      ) ?? outermost
    );
  });
}

function formatOnType(
  snapshot: Snapshot,
  { textDocument, position, ch }: DocumentOnTypeFormattingParams,
): TextEdit[] | null {
  const file = yamlFile(textDocument.uri, snapshot);
  if (!file || ch !== '\n') return null;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const change = indentNewLine(file.documents[index]?.text ?? '', offset);
  return change ? [{ range: rangeIn(file, index, change.span), newText: change.newText }] : [];
}

/** Editors know the structure of JSON themselves. */
function yamlFile(uri: string, snapshot: Snapshot): ManifestFile | undefined {
  const file = snapshot.file(normalUri(uri));
  return file && isJsonFile(file.uri) ? undefined : file;
}
