import { remembered } from '../text/remembered.ts';
import { childOf, scalarAt } from './lookup.ts';
import type { ManifestDocument } from './manifest-document.ts';
import type { Node } from './node.ts';

/**
 * An object inside a document, such as one of a `kind: List`, as `kubectl get -o yaml` writes several: to everybody who
 * asks what it says it is a document of its own, whose tree begins at the object. Its text is that of the whole, so places
 * count as they do there.
 */
class DocumentPart implements ManifestDocument {
  readonly whole: ManifestDocument;
  readonly parsed: ManifestDocument['parsed'];

  constructor(whole: ManifestDocument, root: Node) {
    this.whole = whole;
    this.parsed = { ...whole.parsed, root };
  }

  get text() {
    return this.whole.text;
  }

  get before() {
    return this.whole.before;
  }

  get after() {
    return this.whole.after;
  }

  get lineStarts() {
    return this.whole.lineStarts;
  }
}

/** The objects that a List holds; none of a document that is no List. The same ones for the same document. */
export const partsOf = remembered((document: ManifestDocument): readonly ManifestDocument[] => {
  // Nearly every document is done here, without its tree.
  if (!/kind["']?\s*:\s*["']?\w*List\b/.test(document.text)) return NONE;
  const { root } = document.parsed;
  const items = childOf(root, 'items');
  if (!isList(root) || items?.kind !== 'sequence') return NONE;
  return items.items.flatMap((item) => (item.kind === 'map' && !item.alias ? [new DocumentPart(document, item)] : []));
});

/** A part of a document as a document: a tree whose places count in the text of the whole. */
export function partOf(whole: ManifestDocument, root: Node): ManifestDocument {
  return new DocumentPart(whole, root);
}

const NONE: readonly ManifestDocument[] = [];

/** What stands in a file: of an object inside a document the document that holds it. */
export function wholeOf(document: ManifestDocument): ManifestDocument {
  return document instanceof DocumentPart ? document.whole : document;
}

/** The API server never stores one; kubectl takes it apart. Source: k8s.io/cli-runtime, resource/visitor.go. */
function isList(root: Node | undefined): boolean {
  return /^(\w+)?List$/.test(scalarAt(root, ['kind'])?.text ?? '') && scalarAt(root, ['apiVersion']) !== undefined;
}
