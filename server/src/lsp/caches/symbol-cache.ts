import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import {
  type ManifestDocument,
  type ManifestFile,
  type OutlineItem,
  outlineOf,
  showsSections,
} from '../../core/index.ts';
import { symbolKindOf } from '../symbol-kind.ts';
import { DocumentCache, movedRange, rangeInDocument } from './document-cache.ts';
import type { KeepJson } from './json-cache.ts';
import type { ResourcesIn } from './resources-in.ts';

const KINDS: Readonly<Record<Exclude<OutlineItem['kind'], 'resource'>, SymbolKind>> = {
  map: SymbolKind.Field,
  list: SymbolKind.Array,
  item: SymbolKind.Object,
};

/** Caches the document symbols of files. Only files with few objects show the sections of the objects. */
export class SymbolCache {
  readonly #withSections: DocumentCache<DocumentSymbol>;
  readonly #withoutSections: DocumentCache<DocumentSymbol>;

  constructor(resourcesIn: ResourcesIn, keepJson: KeepJson) {
    const create = (withSections: boolean) => (document: ManifestDocument) =>
      // An object inside another one is part of that one's symbol.
      resourcesIn(document).flatMap((resource) =>
        resource.inside ? [] : [keepJson(symbolOf(document, outlineOf(resource, withSections)))],
      );
    const move = (symbol: DocumentSymbol, lines: number) => keepJson(movedSymbol(symbol, lines));
    this.#withSections = new DocumentCache(create(true), move);
    this.#withoutSections = new DocumentCache(create(false), move);
  }

  symbolsIn(file: ManifestFile): DocumentSymbol[] {
    return (showsSections(file) ? this.#withSections : this.#withoutSections).itemsIn(file);
  }
}

function symbolOf(document: ManifestDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.label,
    kind: item.kind === 'resource' ? symbolKindOf(item.icon) : KINDS[item.kind],
    range: rangeInDocument(document, item.span),
    selectionRange: rangeInDocument(document, item.name),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.children.length === 0 ? {} : { children: item.children.map((child) => symbolOf(document, child)) }),
  };
}

function movedSymbol(symbol: DocumentSymbol, lines: number): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  const moved = { ...symbol, range: movedRange(range, lines), selectionRange: movedRange(selectionRange, lines) };
  if (children) moved.children = children.map((child) => movedSymbol(child, lines));
  return moved;
}
