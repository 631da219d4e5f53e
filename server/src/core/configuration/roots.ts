import { encodedName } from '../text/uri-text.ts';

/** Folders whose manifests are a world of their own, as somebody names them from a folder: `clusters/*`, `prod`. */
export interface NamedRoots {
  /** The URI of the folder from which they count, with its slash at the end. */
  readonly from: string;
  readonly roots: readonly string[];
}

/** Tells in which root a file lies. */
export class Roots {
  readonly #named: readonly NamedRoot[];
  readonly #byFolder = new Map<string, string>();

  constructor(named: readonly NamedRoots[] = []) {
    this.#named = named.flatMap(({ from, roots }) => roots.map((root) => ({ from, steps: stepsOf(root) })));
  }

  /** The innermost root around a file, by the URIs of both; '' for what lies in none. */
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

/** A root, as the texts between the `*` of each of its steps, encoded as in a URI. */
interface NamedRoot {
  readonly from: string;
  readonly steps: readonly (readonly string[])[];
}

function stepsOf(root: string): NamedRoot['steps'] {
  const steps = root.split('/').filter((step) => step !== '' && step !== '.');
  return steps.map((step) => step.split('*').map(encodedName));
}

/** The beginning of a folder's URI that is a root, with the slash at its end; '' where there is none. */
function rootAround(folder: string, { from, steps }: NamedRoot): string {
  if (!folder.startsWith(from)) return '';
  const names = folder.slice(from.length).split('/', steps.length);
  // Behind the last slash there is no name.
  const isFitting = steps.every((step, index) => names[index] !== '' && fits(names[index], step));
  return isFitting ? from + names.map((name) => `${name}/`).join('') : '';
}

/**
 * Whether a name is made of some texts with anything between them. Each text is taken at the first place where it is,
 * which leaves most for the others, so that one pass decides.
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
