// Copies of a manifest, each with its own names and namespace.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The approximate number of lines of the large files. */
export const SIZES = [285, 10_000, 50_000];

const EXAMPLE = fileURLToPath(new URL('../../examples/correct/cluster.yaml', import.meta.url));

export class Manifests {
  #text;
  #name;

  constructor(file = EXAMPLE) {
    this.#text = readFileSync(file, 'utf8').replace(/\n*$/, '\n');
    const names = [...new Set(Array.from(this.#text.matchAll(/^ {2}name: (\S+)$/gm), ([, name]) => name))];
    const pattern = names.map((name) => name.replaceAll('.', '\\.')).join('|');
    this.#name = new RegExp(`(?<![\\w.-])(${pattern})(?![\\w.-])`, 'g');
  }

  /** The number of lines of a copy. */
  get lines() {
    return lineCount(this.#text);
  }

  copy(index) {
    return this.#text.replace(this.#name, `$1-${index}`).replace(/(namespace: )(\S+)/g, `$1$2-${index}`);
  }

  /** Returns copies in one text of about this number of lines, at least one. */
  ofLines(lines) {
    const copies = Math.max(1, Math.round(lines / (this.lines + 1)));
    return Array.from({ length: copies }, (_, index) => this.copy(index)).join('---\n');
  }
}

export function lineCount(text) {
  return text.split('\n').length - 1;
}

/** Returns the positions after values, `key: value`, in the order of the text. */
export function valueEnds(text) {
  return text
    .split('\n')
    .flatMap((line, index) => (/^ +\w+: \w+$/.test(line) ? [{ line: index, character: line.length }] : []));
}

/** Writes a file and its folders, and returns it as language servers name it. */
export function written(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { uri: pathToFileURL(file).href, text };
}
