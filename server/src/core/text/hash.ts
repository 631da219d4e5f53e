/** Returns a hash of 32 bits (FNV-1a over UTF-16 code units). */
export function hashOf(text: string): number {
  return continuedHash(0x811c9dc5, text);
}

/** Returns the hash of a text and another text after it, given the hash of the former. */
export function continuedHash(before: number, text: string): number {
  let hash = before;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** Computes hashes, and keeps the last one: the same text is often looked up several times in a row. */
export class HashCache {
  #text = '';
  #hash = hashOf('');

  hashOf(text: string): number {
    if (text !== this.#text) {
      this.#text = text;
      this.#hash = hashOf(text);
    }
    return this.#hash;
  }
}
