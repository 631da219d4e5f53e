import {
  type Connection,
  type Definition,
  type DefinitionLink,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type Location,
  type ReferenceParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import {
  definitionsOf,
  implementationsOf,
  linksIn,
  namedAt,
  type Occurrence,
  occurrencesOf,
  offsetAt,
  type PointedName,
  placeAt,
  variableNamedAt,
} from '../../core/index.ts';
import type { Session } from '../session.ts';
import { rangeIn, rangeOf } from '../to-lsp.ts';

export const NAVIGATION = {
  definitionProvider: true,
  declarationProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
};

/** The ways from a name to what it stands for, and to everybody else who names it. */
export function registerNavigation(connection: Connection, session: Session, linksToTargets: () => boolean): void {
  const definition = (params: TextDocumentPositionParams) => {
    const pointed = pointedAt(params, session);
    const found = pointed?.named.flatMap((each) => definitionsOf(each, session.workspace)) ?? [];
    return targets(found, pointed, session, linksToTargets());
  };
  connection.onDefinition(definition);
  connection.onDeclaration(definition);
  connection.onImplementation((params) => {
    const pointed = pointedAt(params, session);
    const found = pointed ? implementationsOf(pointed, session.workspace) : [];
    return targets(found, pointed, session, linksToTargets());
  });
  connection.onReferences((params) => references(params, session));
  connection.onDocumentHighlight((params) => highlights(params, session));
  connection.onDocumentLinks(({ textDocument }) => links(textDocument.uri, session));
}

/** The name at a position. */
export function pointedAt(
  { textDocument, position }: TextDocumentPositionParams,
  session: Session,
): PointedName | undefined {
  const file = session.manifest(textDocument.uri);
  if (!file) return undefined;
  const { index, offset } = placeAt(file, offsetAt(file, position));
  const pointed = namedAt(file, index, offset, session.workspace);
  // What a template's name leads to comes before the variables in it.
  return pointed && pointed.named.length > 0
    ? pointed
    : (variableNamedAt(file, index, offset, session.workspace) ?? pointed);
}

/** What a position has that may be renamed: a variable before what is named by it. */
export function renamedAt(params: TextDocumentPositionParams, session: Session): PointedName | undefined {
  const file = session.manifest(params.textDocument.uri);
  if (!file) return undefined;
  const { index, offset } = placeAt(file, offsetAt(file, params.position));
  return variableNamedAt(file, index, offset, session.workspace) ?? pointedAt(params, session);
}

export function locationOf(occurrence: Occurrence, session: Session): Location | undefined {
  const range = rangeOf(occurrence, session);
  return range && { uri: session.clientUri(occurrence.uri), range };
}

function targets(
  found: readonly Occurrence[],
  pointed: PointedName | undefined,
  session: Session,
  asLinks: boolean,
): Definition | DefinitionLink[] | null {
  if (!pointed || found.length === 0) return null;
  if (!asLinks) return found.flatMap((each) => locationOf(each, session) ?? []);
  const { uri, document } = pointed.resource;
  const origin = rangeOf({ uri, document, span: pointed.span }, session);
  return found.flatMap((each) => {
    const selection = rangeOf(each, session);
    const root = each.document.parsed.root?.span;
    const whole = root && rangeOf({ ...each, span: root }, session);
    if (!selection) return [];
    return [
      {
        ...(origin ? { originSelectionRange: origin } : {}),
        targetUri: session.clientUri(each.uri),
        targetRange: whole ?? selection,
        targetSelectionRange: selection,
      },
    ];
  });
}

function references(params: ReferenceParams, session: Session): Location[] | null {
  const pointed = pointedAt(params, session);
  const found = pointed ? occurrencesOf(pointed.named, session.workspace) : [];
  const wanted = found.filter(({ role }) => params.context.includeDeclaration || role === 'reference');
  return wanted.length === 0 ? null : wanted.flatMap((each) => locationOf(each, session) ?? []);
}

function highlights(params: TextDocumentPositionParams, session: Session): DocumentHighlight[] | null {
  const pointed = pointedAt(params, session);
  if (!pointed?.isName) return null;
  const { uri } = pointed.resource;
  const found = occurrencesOf(pointed.named, session.workspace, uri);
  if (found.length === 0) return null;
  return found.flatMap((each) => {
    const range = rangeOf(each, session);
    const kind = each.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
    return range ? [{ range, kind }] : [];
  });
}

function links(uri: string, session: Session): DocumentLink[] | null {
  const file = session.manifest(uri);
  if (!file) return null;
  return linksIn(file, session.workspace).map(({ index, span, uri: target }) => ({
    range: rangeIn(file, index, span),
    target: session.clientUri(target),
  }));
}
