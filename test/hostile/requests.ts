import type { Position } from 'vscode-languageserver';

/** Returns every request that an editor sends for a position, with its parameters. */
export function REQUESTS(uri: string, position: Position): readonly (readonly [method: string, params: object])[] {
  const textDocument = { uri };
  const at = { textDocument, position };
  const range = { start: position, end: position };
  return [
    ['textDocument/hover', at],
    ['textDocument/completion', at],
    ['textDocument/definition', at],
    ['textDocument/references', { ...at, context: { includeDeclaration: true } }],
    ['textDocument/documentHighlight', at],
    ['textDocument/prepareRename', at],
    ['textDocument/prepareCallHierarchy', at],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/documentLink', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/inlayHint', { textDocument, range: { start: { line: 0, character: 0 }, end: position } }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/onTypeFormatting', { ...at, ch: '\n', options: { tabSize: 2, insertSpaces: true } }],
    ['workspace/symbol', { query: 'a' }],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['kamajiMetal3/fixWorkspace', {}],
    ['kamajiMetal3/tree', {}],
    ['kamajiMetal3/variables', { uri }],
  ];
}
