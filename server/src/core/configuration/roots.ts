/** Folders whose manifests are a world of their own, as somebody names them from a folder: `clusters/*`, `prod`. */
export interface NamedRoots {
  /** The URI of the folder from which they count, with its slash at the end. */
  readonly from: string;
  readonly roots: readonly string[];
}

/** Tells in which root a file lies. */
export class Roots {
  /** Of URIs that begin with a root; its match is the root, with the slash at its end. */
  readonly #patterns: readonly RegExp[];
  readonly #byFolder = new Map<string, string>();

  constructor(named: readonly NamedRoots[] = []) {
    this.#patterns = named.flatMap(({ from, roots }) => roots.map((root) => patternOf(from, root)));
  }

  /** The innermost root around a file, by the URIs of both; '' for what lies in none. */
  of(uri: string): string {
    if (this.#patterns.length === 0) return '';
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    let root = this.#byFolder.get(folder);
    if (root === undefined) {
      const found = this.#patterns.map((pattern) => pattern.exec(folder)?.[0] ?? '');
      root = found.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
      this.#byFolder.set(folder, root);
    }
    return root;
  }

  equals(other: Roots): boolean {
    return String(this.#patterns) === String(other.#patterns);
  }
}

/** A `*` is any name of a folder, or part of one. */
function patternOf(from: string, root: string): RegExp {
  const steps = root.split('/').filter((step) => step !== '' && step !== '.');
  const written = steps.map((step) => `${step.split('*').map(encoded).join('[^/]*')}/`).join('');
  return new RegExp(`^${escaped(from)}${written}`);
}

/** As it stands in a URI. */
function encoded(text: string): string {
  return escaped(encodeURIComponent(text));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
