import { memoize } from '../text/memoize.ts';
import { isList, itemsOf } from './list-items.ts';
import type { ManifestDocument } from './manifest-document.ts';
import type { Node } from './node.ts';

/** Returns the objects of a List, cached per document; empty if the document is not a List. */
export const partsOf = memoize((document: ManifestDocument): readonly ManifestDocument[] => {
  // Hot path: most documents are not Lists, and are not parsed here.
  if (!/kind["']?\s*:\s*["']?\w*List\b/.test(document.text)) return NONE;
  const { root } = document.parsed;
  if (!isList(root)) return NONE;
  return itemsOf(root).flatMap((item, index) =>
    item.kind === 'map' && !item.alias ? [new DocumentPart(document, index)] : [],
  );
});

/** Returns a part of a document as a document, with offsets in the complete text. */
export function partOf(document: ManifestDocument, root: Node): ManifestDocument {
  return new DocumentPart(document, root);
}

const NONE: readonly ManifestDocument[] = [];

/** Returns the document that contains an object inside a document; the document itself otherwise. */
export function documentContaining(document: ManifestDocument): ManifestDocument {
  return document instanceof DocumentPart ? document.container : document;
}

/**
 * An object inside a document, such as an item of a `kind: List` as written by `kubectl get -o yaml`. It acts as a
 * document whose tree is the object. Its text is that of the complete document, so offsets are unchanged.
 */
class DocumentPart implements ManifestDocument {
  readonly container: ManifestDocument;
  /** The tree, or the position in the items of a List, whose tree can be built again. */
  readonly #root: Node | number;

  constructor(container: ManifestDocument, root: Node | number) {
    this.container = container;
    this.#root = root;
  }

  get parsed() {
    const { parsed } = this.container;
    const root = typeof this.#root === 'number' ? itemsOf(parsed.root)[this.#root] : this.#root;
    return root ? partParsed(root, parsed) : parsed;
  }

  get text() {
    return this.container.text;
  }

  get before() {
    return this.container.before;
  }

  get after() {
    return this.container.after;
  }

  get lineStarts() {
    return this.container.lineStarts;
  }

  get lineCount() {
    return this.container.lineCount;
  }
}

function partParsed(root: Node, whole: ManifestDocument['parsed']): ManifestDocument['parsed'] {
  const known = ofParts(whole).get(root) ?? { ...whole, root };
  ofParts(whole).set(root, known);
  return known;
}

const ofParts = memoize((_: ManifestDocument['parsed']) => new Map<Node, ManifestDocument['parsed']>());
