import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  type InlayHint,
  type InlayHintParams,
  InlayHintRequest,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { findObjects, hintsOf, isJsonFile, nameSpan, offsetAt, placeAt, positionIn } from '../../core/index.ts';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { symbolKindOf } from '../symbol-kind.ts';
import { locationOf } from '../to-lsp.ts';
import { normalUri } from '../uris.ts';

export const OUTLINE = {
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  inlayHintProvider: true,
};

export const OUTLINE_ROUTES: readonly Route[] = [
  route(DocumentSymbolRequest.type, 'documents', documentSymbols),
  route(WorkspaceSymbolRequest.type, 'documents', workspaceSymbols),
  route(InlayHintRequest.type, 'documents', inlayHints),
];

export function documentSymbols(snapshot: Snapshot, { textDocument }: DocumentSymbolParams): DocumentSymbol[] | null {
  const file = snapshot.file(normalUri(textDocument.uri));
  // Editors have their own outline of JSON.
  return file && !isJsonFile(file.uri) ? snapshot.caches.symbols.symbolsIn(file) : null;
}

function workspaceSymbols(snapshot: Snapshot, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  return findObjects(snapshot.workspace.resources(), query).flatMap(
    ({ kind, name, namespace, nameNode, uri, document, root, group, model }) => {
      const span = nameNode ? nameSpan(document, nameNode) : root.span;
      const location = locationOf({ uri, document, span }, snapshot);
      if (!location) return [];
      return [
        {
          name: name === undefined ? kind : `${kind} ${name}`,
          kind: symbolKindOf(model.iconOf({ group, kind })),
          location,
          ...(namespace === undefined ? {} : { containerName: namespace }),
        },
      ];
    },
  );
}

function inlayHints(snapshot: Snapshot, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const { workspace, settings } = snapshot;
  const file = snapshot.manifest(textDocument.uri);
  if (!file || !settings.inlayHints) return null;
  const [first, last] = [placeAt(file, offsetAt(file, range.start)), placeAt(file, offsetAt(file, range.end))];
  const hints: InlayHint[] = [];
  for (let index = first.index; index <= last.index; index++) {
    const document = file.documents[index];
    const resources = document ? workspace.resourcesIn(document) : [];
    for (const { offset, label, origin } of resources.flatMap((resource) => hintsOf(resource, workspace))) {
      const isOutside =
        (index === first.index && offset < first.offset) || (index === last.index && offset > last.offset);
      if (!isOutside)
        hints.push({ position: positionIn(file, index, offset), label, tooltip: origin, paddingLeft: true });
    }
  }
  return hints;
}
