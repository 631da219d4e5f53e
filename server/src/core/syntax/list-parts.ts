import { memoize } from '../text/memoize.ts';
import { childOf, scalarAt } from './lookup.ts';
import type { ManifestDocument } from './manifest-document.ts';
import type { Node } from './node.ts';

/**
 * An object inside a document, such as an item of a `kind: List` as written by `kubectl get -o yaml`. It acts as a
 * document whose tree is the object. Its text is that of the complete document, so offsets are unchanged.
 */
class DocumentPart implements ManifestDocument {
  readonly container: ManifestDocument;
  readonly parsed: ManifestDocument['parsed'];

  constructor(whole: ManifestDocument, root: Node) {
    this.container = whole;
    this.parsed = { ...whole.parsed, root };
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
}

/** Returns the objects of a List, cached per document; empty if the document is not a List. */
export const partsOf = memoize((document: ManifestDocument): readonly ManifestDocument[] => {
  // Hot path: most documents are not Lists, and are not parsed here.
  if (!/kind["']?\s*:\s*["']?\w*List\b/.test(document.text)) return NONE;
  const { root } = document.parsed;
  const items = childOf(root, 'items');
  if (!isList(root) || items?.kind !== 'sequence') return NONE;
  return items.items.flatMap((item) => (item.kind === 'map' && !item.alias ? [new DocumentPart(document, item)] : []));
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

/** The API server does not store Lists; kubectl splits them. Source: k8s.io/cli-runtime, resource/visitor.go. */
function isList(root: Node | undefined): boolean {
  return /^(\w+)?List$/.test(scalarAt(root, ['kind'])?.text ?? '') && scalarAt(root, ['apiVersion']) !== undefined;
}
