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
  isJsonFile,
  type ManifestDocument,
  type ManifestFile,
  nameSpan,
  type OutlineItem,
  offsetAt,
  outlineOf,
  placeAt,
  positionIn,
  showsSections,
} from '../../core/index.ts';
import { keepJson } from '../kept-json.ts';
import { movedRange, PerDocument, rangeInDocument } from '../per-document.ts';
import { normalUri, type Session } from '../session.ts';
import { rangeOf } from '../to-lsp.ts';

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

/** The outline of a session's files: those of few objects show what these hold. */
class Outlines {
  readonly #whole: PerDocument<DocumentSymbol>;
  readonly #heads: PerDocument<DocumentSymbol>;

  constructor(session: Session) {
    const make = (withSections: boolean) => (document: ManifestDocument) =>
      // What stands inside another has a line there.
      session.workspace
        .resourcesIn(document)
        .flatMap((resource) =>
          resource.inside ? [] : [keepJson(symbolOf(document, outlineOf(resource, withSections)))],
        );
    const move = (symbol: DocumentSymbol, by: number) => keepJson(movedSymbol(symbol, by));
    this.#whole = new PerDocument(make(true), move);
    this.#heads = new PerDocument(make(false), move);
  }

  of(file: ManifestFile): DocumentSymbol[] {
    return (showsSections(file) ? this.#whole : this.#heads).in(file);
  }
}

const outlines = new WeakMap<Session, Outlines>();

export function documentSymbols(uri: string, session: Session): DocumentSymbol[] | null {
  const key = normalUri(uri);
  const file = session.file(key);
  // Every editor has an outline of JSON.
  if (!file || isJsonFile(key)) return null;
  const known = outlines.get(session) ?? new Outlines(session);
  outlines.set(session, known);
  return known.of(file);
}

function symbolOf(document: ManifestDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.label,
    kind: KINDS[item.kind],
    range: rangeInDocument(document, item.whole),
    selectionRange: rangeInDocument(document, item.name),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.children.length === 0 ? {} : { children: item.children.map((child) => symbolOf(document, child)) }),
  };
}

function movedSymbol(symbol: DocumentSymbol, by: number): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  const moved = { ...symbol, range: movedRange(range, by), selectionRange: movedRange(selectionRange, by) };
  if (children) moved.children = children.map((child) => movedSymbol(child, by));
  return moved;
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
  const file = session.manifest(textDocument.uri);
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
