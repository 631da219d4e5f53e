import { documentContaining, type ManifestFile, type Place } from '../../core/index.ts';

/** Caches the position of each document in its file, once per state of the file. */
export class DocumentIndexes {
  readonly #indexes = new WeakMap<ManifestFile, ReadonlyMap<Place['document'], number>>();

  /** Returns undefined if the document is not part of the file. */
  indexOf(file: ManifestFile, document: Place['document']): number | undefined {
    let index = this.#indexes.get(file);
    if (!index) {
      index = new Map(file.documents.map((each, position) => [each, position]));
      this.#indexes.set(file, index);
    }
    return index.get(documentContaining(document));
  }
}
