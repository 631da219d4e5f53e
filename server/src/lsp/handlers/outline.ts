import {
  type Connection,
  type DocumentSymbol,
  type InlayHint,
  type InlayHintParams,
  SymbolKind,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import {
  findObjects,
  hintsOf,
  type ManifestFile,
  nameSpan,
  type OutlineItem,
  offsetAt,
  outlineOf,
  placeAt,
  positionIn,
} from '../../core/index.ts';
import { normalUri, type Session } from '../session.ts';
import { rangeIn, rangeOf } from '../to-lsp.ts';

export const OUTLINE = {
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  inlayHintProvider: true,
};

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  resource: SymbolKind.Class,
  map: SymbolKind.Field,
  list: SymbolKind.Array,
  item: SymbolKind.Object,
};

/** What a file holds, what the workspace holds, and what is not written there and yet counts. */
export function registerOutline(connection: Connection, session: Session): void {
  connection.onDocumentSymbol(({ textDocument }) => documentSymbols(textDocument.uri, session));
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(query, session));
  connection.languages.inlayHint.on((params) => inlayHints(params, session));
}

export function documentSymbols(uri: string, session: Session): DocumentSymbol[] | null {
  const file = session.file(normalUri(uri));
  if (!file) return null;
  const outlined = outlineOf(file, (document) => session.workspace.resourcesIn(document));
  return outlined.map(({ index, item }) => symbolOf(file, index, item));
}

function symbolOf(file: ManifestFile, index: number, item: OutlineItem): DocumentSymbol {
  return {
    name: item.label,
    kind: KINDS[item.kind],
    range: rangeIn(file, index, item.whole),
    selectionRange: rangeIn(file, index, item.name),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.children.length === 0 ? {} : { children: item.children.map((child) => symbolOf(file, index, child)) }),
  };
}

function workspaceSymbols(query: string, session: Session): WorkspaceSymbol[] {
  return findObjects(session.workspace.resources(), query).flatMap(
    ({ kind, name, namespace, nameNode, uri, document, root }) => {
      const range = rangeOf({ uri, document, span: nameNode ? nameSpan(document, nameNode) : root.span }, session);
      if (!range) return [];
      return [
        {
          name: name === undefined ? kind : `${kind} ${name}`,
          kind: SymbolKind.Class,
          location: { uri: session.clientUri(uri), range },
          ...(namespace === undefined ? {} : { containerName: namespace }),
        },
      ];
    },
  );
}

function inlayHints({ textDocument, range }: InlayHintParams, session: Session): InlayHint[] | null {
  const file = session.file(normalUri(textDocument.uri));
  if (!file || !session.settings.inlayHints) return null;
  const [first, last] = [placeAt(file, offsetAt(file, range.start)), placeAt(file, offsetAt(file, range.end))];
  const hints: InlayHint[] = [];
  for (let index = first.index; index <= last.index; index++) {
    const document = file.documents[index];
    const resources = document ? session.workspace.resourcesIn(document) : [];
    for (const { offset, label, from } of resources.flatMap((resource) => hintsOf(resource, session.workspace))) {
      const isOutside =
        (index === first.index && offset < first.offset) || (index === last.index && offset > last.offset);
      if (!isOutside)
        hints.push({ position: positionIn(file, index, offset), label, tooltip: from, paddingLeft: true });
    }
  }
  return hints;
}
