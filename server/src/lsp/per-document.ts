import type { Range } from 'vscode-languageserver';
import { type ManifestDocument, type ManifestFile, positionInDocument, type Span } from '../core/index.ts';

/**
 * What is told of each document of a file, made once for as long as the document lives and moved to where it begins: an
 * edit has it made for the documents that it touches, and moved for those below.
 */
export class PerDocument<Told> {
  readonly #known = new WeakMap<
    ManifestDocument,
    { readonly still: readonly Told[]; moved: readonly Told[]; by: number }
  >();
  readonly #make: (document: ManifestDocument) => readonly Told[];
  readonly #move: (told: Told, by: number) => Told;

  /** `make` counts lines from the start of the document; `move` answers another by so many lines below. */
  constructor(make: (document: ManifestDocument) => readonly Told[], move: (told: Told, by: number) => Told) {
    this.#make = make;
    this.#move = move;
  }

  in({ documents, lines }: ManifestFile): Told[] {
    const all: Told[] = [];
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] as ManifestDocument;
      const by = lines[index] ?? 0;
      let known = this.#known.get(document);
      if (!known) {
        const still = this.#make(document);
        known = { still, moved: still, by: 0 };
        this.#known.set(document, known);
      }
      if (known.by !== by) {
        known.moved = known.still.map((told) => this.#move(told, by));
        known.by = by;
      }
      for (const told of known.moved) all.push(told);
    }
    return all;
  }
}

/** With lines from the start of the document. */
export function rangeInDocument(document: ManifestDocument, { start, end }: Span): Range {
  return { start: positionInDocument(document, start), end: positionInDocument(document, end) };
}

export function movedRange({ start, end }: Range, by: number): Range {
  return {
    start: { line: start.line + by, character: start.character },
    end: { line: end.line + by, character: end.character },
  };
}
