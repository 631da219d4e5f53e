/** A document whose tree can be built again from its text. */
export interface Releasable {
  readonly text: string;
  /** Drops the tree, and everything else that the text determines. */
  release(): void;
}

/** Up to this length of text, in UTF-16 units, trees are kept. Trees take about ten times the memory of their text. */
const MAX_LENGTH = 2_000_000;

/**
 * The documents that have a syntax tree, the oldest tree first. Trees are only dropped by `release`, so nodes keep their
 * identity between two calls.
 */
export class TreeCache {
  readonly #maxLength: number;
  readonly #documents = new Set<Releasable>();
  #length = 0;

  constructor(maxLength = MAX_LENGTH) {
    this.#maxLength = maxLength;
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
    if (this.#length <= this.#maxLength) return;
    const isKept = kept();
    for (const document of this.#documents) {
      if (isKept.has(document)) continue;
      this.remove(document);
      document.release();
      if (this.#length <= this.#maxLength / 2) break;
    }
  }
}
