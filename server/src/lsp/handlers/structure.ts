import {
  type Connection,
  type DocumentOnTypeFormattingParams,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  type SelectionRangeParams,
  type TextEdit,
} from 'vscode-languageserver';
import {
  foldingsIn,
  indentNewLine,
  isJsonFile,
  type ManifestFile,
  offsetAt,
  placeAt,
  selections,
} from '../../core/index.ts';
import { keepJson } from '../kept-json.ts';
import { PerDocument } from '../per-document.ts';
import { normalUri, type Session } from '../session.ts';
import { rangeIn } from '../to-lsp.ts';

export const STRUCTURE = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
};

/** What an editor makes of the structure alone: folding, growing a selection, the indentation of a new line. */
export function registerStructure(connection: Connection, session: Session, mostFoldings: () => number): void {
  connection.onFoldingRanges(({ textDocument }) => folding(textDocument.uri, session, mostFoldings()));
  connection.onSelectionRanges((params) => selection(params, session));
  connection.onDocumentOnTypeFormatting((params) => onType(params, session));
}

/** Every editor knows the structure of JSON. */
function yamlFile(uri: string, session: Session): ManifestFile | undefined {
  const key = normalUri(uri);
  return isJsonFile(key) ? undefined : session.file(key);
}

interface FoldingAtDepth {
  readonly range: FoldingRange;
  readonly depth: number;
}

const foldings = new WeakMap<Session, PerDocument<FoldingAtDepth>>();

function foldingsOf(): PerDocument<FoldingAtDepth> {
  return new PerDocument(
    (document) =>
      foldingsIn(document).map(({ start, end, kind, depth }) => ({
        range: keepJson<FoldingRange>({
          startLine: start,
          endLine: end,
          ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
        }),
        depth,
      })),
    ({ range, depth }, by) => ({
      range: keepJson({ ...range, startLine: range.startLine + by, endLine: range.endLine + by }),
      depth,
    }),
  );
}

/** Where a client takes no more than `most`, the outer ones of every document and not all of the first documents. */
export function folding(uri: string, session: Session, most = Number.POSITIVE_INFINITY): FoldingRange[] | null {
  const file = yamlFile(uri, session);
  if (!file) return null;
  const known = foldings.get(session) ?? foldingsOf();
  foldings.set(session, known);
  const all = known.in(file);
  const counts: number[] = [];
  for (const { depth } of all) counts[depth] = (counts[depth] ?? 0) + 1;
  let deepest = 0;
  for (let left = most - (counts[0] ?? 0); deepest + 1 < counts.length; deepest++) {
    left -= counts[deepest + 1] ?? 0;
    if (left < 0) break;
  }
  return all.flatMap(({ range, depth }) => (depth <= deepest ? range : []));
}

function selection({ textDocument, positions }: SelectionRangeParams, session: Session): SelectionRange[] | null {
  const file = yamlFile(textDocument.uri, session);
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

function onType({ textDocument, position, ch }: DocumentOnTypeFormattingParams, session: Session): TextEdit[] | null {
  const file = yamlFile(textDocument.uri, session);
  if (!file || ch !== '\n') return null;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const change = indentNewLine(file.documents[index]?.text ?? '', offset);
  return change ? [{ range: rangeIn(file, index, change.span), newText: change.newText }] : [];
}
