import type { Range } from 'vscode-languageserver';
import { type ManifestDocument, type ManifestFile, positionInDocument, type Span } from '../../core/index.ts';

/**
 * Caches the items that are sent for each document of a file, such as symbols. After an edit, only the items of changed
 * documents are created again; those of documents below the edit are moved.
 */
export class DocumentCache<Item> {
  readonly #entries = new WeakMap<ManifestDocument, Entry<Item>>();
  readonly #create: (document: ManifestDocument) => readonly Item[];
  readonly #move: (item: Item, lines: number) => Item;

  /** `create` counts lines from the start of the document. `move` returns a copy that is the given number of lines below. */
  constructor(create: (document: ManifestDocument) => readonly Item[], move: (item: Item, lines: number) => Item) {
    this.#create = create;
    this.#move = move;
  }

  /** Returns the items of all documents, with lines counted from the start of the file. */
  itemsIn({ documents, lines }: ManifestFile): Item[] {
    const all: Item[] = [];
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] as ManifestDocument;
      const line = lines[index] ?? 0;
      let entry = this.#entries.get(document);
      if (!entry) {
        const items = this.#create(document);
        entry = { items, moved: items, line: 0 };
        this.#entries.set(document, entry);
      }
      if (entry.line !== line) {
        entry.moved = entry.items.map((item) => this.#move(item, line));
        entry.line = line;
      }
      for (const item of entry.moved) all.push(item);
    }
    return all;
  }
}

interface Entry<Item> {
  /** With lines from the start of the document. */
  readonly items: readonly Item[];
  /** The items for a document that starts at `line`. */
  moved: readonly Item[];
  line: number;
}

/** Returns a range with lines counted from the start of the document. */
export function rangeInDocument(document: ManifestDocument, { start, end }: Span): Range {
  return { start: positionInDocument(document, start), end: positionInDocument(document, end) };
}

export function movedRange({ start, end }: Range, lines: number): Range {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}
