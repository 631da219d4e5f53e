import {
  type Connection,
  type DocumentOnTypeFormattingParams,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  type SelectionRangeParams,
  type TextEdit,
} from 'vscode-languageserver';
import { foldings, indentNewLine, offsetAt, placeAt, selections } from '../../core/index.ts';
import { normalUri, type Session } from '../session.ts';
import { rangeIn } from '../to-lsp.ts';

export const STRUCTURE = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
};

/** What an editor makes of the structure alone: folding, growing a selection, the indentation of a new line. */
export function registerStructure(connection: Connection, session: Session): void {
  connection.onFoldingRanges(({ textDocument }) => folding(textDocument.uri, session));
  connection.onSelectionRanges((params) => selection(params, session));
  connection.onDocumentOnTypeFormatting((params) => onType(params, session));
}

function folding(uri: string, session: Session): FoldingRange[] | null {
  const file = session.file(normalUri(uri));
  if (!file) return null;
  return foldings(file).map(({ start, end, kind }) => ({
    startLine: start,
    endLine: end,
    ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
  }));
}

function selection({ textDocument, positions }: SelectionRangeParams, session: Session): SelectionRange[] | null {
  const file = session.file(normalUri(textDocument.uri));
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
  const file = session.file(normalUri(textDocument.uri));
  if (!file || ch !== '\n') return null;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const change = indentNewLine(file.documents[index]?.text ?? '', offset);
  return change ? [{ range: rangeIn(file, index, change.span), newText: change.newText }] : [];
}
