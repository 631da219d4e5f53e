import { encodedName } from '../text/uri-text.ts';

/** Folders whose manifests are isolated scopes, relative to a folder: `clusters/*`, `prod`. */
export interface NamedRoots {
  /** The URI of the folder that the names are relative to, with a trailing slash. */
  readonly from: string;
  readonly roots: readonly string[];
}

/** Finds the root of a file. */
export class Roots {
  readonly #named: readonly NamedRoot[];
  readonly #byFolder = new Map<string, string>();

  constructor(named: readonly NamedRoots[] = []) {
    this.#named = named.flatMap(({ from, roots }) => roots.map((root) => ({ from, steps: stepsOf(root) })));
  }

  /** Returns the URI of the innermost root of a file; '' if it is in no root. */
  of(uri: string): string {
    if (this.#named.length === 0) return '';
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    let root = this.#byFolder.get(folder);
    if (root === undefined) {
      const found = this.#named.map((each) => rootAround(folder, each));
      root = found.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
      this.#byFolder.set(folder, root);
    }
    return root;
  }

  equals(other: Roots): boolean {
    return JSON.stringify(this.#named) === JSON.stringify(other.#named);
  }
}

/** A root. Each segment of its path is split at `*` into parts, which are encoded as in a URI. */
interface NamedRoot {
  readonly from: string;
  readonly steps: readonly (readonly string[])[];
}

function stepsOf(root: string): NamedRoot['steps'] {
  const steps = root.split('/').filter((step) => step !== '' && step !== '.');
  return steps.map((step) => step.split('*').map(encodedName));
}

/** Returns the prefix of a folder's URI that matches a root, with a trailing slash; '' if there is none. */
function rootAround(folder: string, { from, steps }: NamedRoot): string {
  if (!folder.startsWith(from)) return '';
  const names = folder.slice(from.length).split('/', steps.length);
  // The text after the last slash is empty, which is not a name.
  const isFitting = steps.every((step, index) => names[index] !== '' && fits(names[index], step));
  return isFitting ? from + names.map((name) => `${name}/`).join('') : '';
}

/**
 * Returns true if a name consists of the texts in their order, with any characters between them. Each text is matched at
 * its first occurrence, which leaves the most room for the others, so one pass is enough.
 */
function fits(name: string | undefined, [first = '', ...others]: readonly string[]): boolean {
  if (name === undefined) return false;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const text of others) {
    const found = name.indexOf(text, at);
    if (found < 0 || found + text.length > end) return false;
    at = found + text.length;
  }
  return true;
}
