/** A document whose tree can be built again from its text. */
export interface Releasable {
  readonly text: string;
  /** Drops the tree, and everything else that the text determines. */
  release(): void;
}

/** Up to this length of text, in UTF-16 units, trees are kept. Trees take about ten times the memory of their text. */
const MAX_LENGTH = 2_000_000;
/**
 * If there is more text, most trees are built twice in any case, to read and to check a document. Then a small part of the
 * length is enough for the documents that are checked together, and V8 frees trees at a third of the cost if they are used
 * for a short time only.
 */
const FRACTION = 40;

/**
 * The documents that have a syntax tree, the oldest tree first. Trees are only dropped by `release`, so nodes keep their
 * identity between two calls.
 */
export class TreeCache {
  #maxLength: number;
  readonly #maxLengthOfMany: number;
  readonly #documents = new Set<Releasable>();
  #length = 0;
  /** The length of the documents that the last `release` kept regardless of the limit. */
  #keptLength = 0;

  constructor(maxLength = MAX_LENGTH) {
    this.#maxLength = maxLength;
    this.#maxLengthOfMany = maxLength / FRACTION;
  }

  add(document: Releasable): void {
    if (this.#documents.has(document)) return;
    this.#documents.add(document);
    this.#length += document.text.length;
  }

  /** Removes a document without dropping its tree. */
  remove(document: Releasable): void {
    if (this.#documents.delete(document)) this.#length -= document.text.length;
  }

  /**
   * If the trees take too much memory, drops the oldest half of them, except those of `kept`. Call it only when no work
   * on the workspace is in progress.
   */
  release(kept: () => ReadonlySet<object>): void {
    if (this.#length - this.#keptLength <= this.#maxLength) return;
    this.#maxLength = this.#maxLengthOfMany;
    const isKept = kept();
    const others = [...this.#documents].filter((document) => !isKept.has(document));
    this.#keptLength = this.#length - lengthOf(others);
    for (const document of others) {
      if (this.#length - this.#keptLength <= this.#maxLength / 2) break;
      this.remove(document);
      document.release();
    }
  }
}

function lengthOf(documents: readonly Releasable[]): number {
  return documents.reduce((length, { text }) => length + text.length, 0);
}
