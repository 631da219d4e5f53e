import {
  DeclarationRequest,
  type Definition,
  type DefinitionLink,
  DefinitionRequest,
  type DocumentHighlight,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type DocumentLink,
  type DocumentLinkParams,
  DocumentLinkRequest,
  ImplementationRequest,
  type Location,
  type ReferenceParams,
  ReferencesRequest,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import {
  definitionsOf,
  implementationsOf,
  linksIn,
  type Occurrence,
  occurrencesOf,
  offsetAt,
  placeAt,
  type SymbolAtPosition,
  symbolAt,
  variableNamedAt,
} from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { locationOf, rangeIn, rangeOf } from '../to-lsp.ts';

export const NAVIGATION = {
  definitionProvider: true,
  declarationProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
};

export const NAVIGATION_ROUTES: readonly Route[] = [
  route(DefinitionRequest.type, 'documents', definitions),
  route(DeclarationRequest.type, 'documents', definitions),
  route(ImplementationRequest.type, 'documents', implementations),
  route(ReferencesRequest.type, 'documents', references),
  route(DocumentHighlightRequest.type, 'documents', highlights),
  route(DocumentLinkRequest.type, 'documents', links),
];

/** Returns the name at a position. What a templated name refers to takes precedence over the variables in it. */
export function nameAt(
  snapshot: Snapshot,
  { textDocument, position }: TextDocumentPositionParams,
): SymbolAtPosition | undefined {
  const file = snapshot.manifest(textDocument.uri);
  if (!file) return undefined;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const name = symbolAt(file, index, offset, snapshot.workspace);
  return name && name.symbols.length > 0 ? name : (variableNamedAt(file, index, offset, snapshot.workspace) ?? name);
}

/** Returns the name at a position that can be renamed. A variable takes precedence over the name that contains it. */
export function renamableNameAt(snapshot: Snapshot, params: TextDocumentPositionParams): SymbolAtPosition | undefined {
  const file = snapshot.manifest(params.textDocument.uri);
  if (!file) return undefined;
  const { index, offset } = placeAt(file, offsetAt(file, params.position));
  return variableNamedAt(file, index, offset, snapshot.workspace) ?? nameAt(snapshot, params);
}

function definitions(snapshot: Snapshot, params: TextDocumentPositionParams): Definition | DefinitionLink[] | null {
  const name = nameAt(snapshot, params);
  const found = name?.symbols.flatMap((each) => definitionsOf(each, snapshot.workspace)) ?? [];
  return targets(found, name, snapshot);
}

function implementations(snapshot: Snapshot, params: TextDocumentPositionParams): Definition | DefinitionLink[] | null {
  const name = nameAt(snapshot, params);
  return targets(name ? implementationsOf(name, snapshot.workspace) : [], name, snapshot);
}

function targets(
  found: readonly Occurrence[],
  name: SymbolAtPosition | undefined,
  snapshot: Snapshot,
): Definition | DefinitionLink[] | null {
  if (!name || found.length === 0) return null;
  if (!snapshot.client.linksToTargets) return found.flatMap((each) => locationOf(each, snapshot) ?? []);
  const { uri, document } = name.resource;
  const origin = rangeOf({ uri, document, span: name.span }, snapshot);
  return found.flatMap((each) => {
    const selection = rangeOf(each, snapshot);
    const root = each.document.parsed.root?.span;
    const object = root && rangeOf({ ...each, span: root }, snapshot);
    if (!selection) return [];
    return [
      {
        ...(origin ? { originSelectionRange: origin } : {}),
        targetUri: snapshot.clientUri(each.uri),
        targetRange: object ?? selection,
        targetSelectionRange: selection,
      },
    ];
  });
}

function references(snapshot: Snapshot, params: ReferenceParams): Location[] | null {
  const name = nameAt(snapshot, params);
  const found = name ? occurrencesOf(name.symbols, snapshot.workspace) : [];
  const included = found.filter(({ role }) => params.context.includeDeclaration || role === 'reference');
  return included.length === 0 ? null : included.flatMap((each) => locationOf(each, snapshot) ?? []);
}

function highlights(snapshot: Snapshot, params: TextDocumentPositionParams): DocumentHighlight[] | null {
  const name = nameAt(snapshot, params);
  if (!name?.isName) return null;
  const found = occurrencesOf(name.symbols, snapshot.workspace, name.resource.uri);
  if (found.length === 0) return null;
  return found.flatMap((each) => {
    const range = rangeOf(each, snapshot);
    const kind = each.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
    return range ? [{ range, kind }] : [];
  });
}

function links(snapshot: Snapshot, { textDocument }: DocumentLinkParams): DocumentLink[] | null {
  const file = snapshot.manifest(textDocument.uri);
  if (!file) return null;
  return linksIn(file, snapshot.workspace).map(({ index, span, uri }) => ({
    range: rangeIn(file, index, span),
    target: snapshot.clientUri(uri),
  }));
}
