import { keyOf } from '../objects/group-kind.ts';

/**
 * The descriptions of a kind's fields. The format of `dist/schemas/descriptions/<group>/<Kind>.json`, by path in the
 * object: `.` is the kind itself, `[]` a list item, and `*` a map value.
 */
export type KindDescriptions = Readonly<Record<string, Description>>;

/** One to three sentences of Markdown, or one text per version, where `else` applies to all other versions. */
export type Description = string | Readonly<Record<string, string>>;

export interface DescriptionsOptions {
  /** Returns the text of a kind's file, synchronously, or undefined if there is none. */
  readonly load: (group: string, kind: string) => string | undefined;
}

/**
 * The descriptions of all kinds. A kind's file is read when one of its fields is first requested. An unreadable file is
 * treated as missing.
 */
export class Descriptions {
  readonly #load: DescriptionsOptions['load'];
  readonly #kinds = new Map<string, Step>();

  constructor({ load }: DescriptionsOptions) {
    this.#load = load;
  }

  /**
   * Returns the description of a field, or of the kind if the path is empty. The path may name list items as a number
   * or `[]`, or omit them. Returns undefined for an unknown field and for a field of an embedded Kubernetes type.
   */
  describe(group: string, kind: string, version: string, path: readonly (string | number)[]): string | undefined {
    let at: Step | undefined = this.#kind(group, kind);
    for (const name of path) at = at && next(at, name);
    const text = at?.text;
    return typeof text === 'object' ? (ownOf(text, version) ?? ownOf(text, 'else')) : text;
  }

  #kind(group: string, kind: string): Step {
    const key = keyOf({ group, kind });
    const own = this.#kinds.get(key) ?? stepsOf(read(this.#load(group, kind)));
    this.#kinds.set(key, own);
    return own;
  }
}

/** A field, as a node of the tree of fields. */
interface Step {
  text?: Description;
  readonly below: Map<string, Step>;
}

function next(step: Step, name: string | number): Step | undefined {
  if (name === '[]' || typeof name === 'number') return step;
  // In a path that was parsed from text, indices are strings.
  return step.below.get(name) ?? step.below.get('*') ?? (/^\d+$/.test(name) ? step : undefined);
}

function stepsOf(descriptions: KindDescriptions): Step {
  const root: Step = { below: new Map() };
  for (const [path, text] of Object.entries(descriptions)) {
    let at = root;
    for (const name of path === '.' ? [] : path.replaceAll('[]', '').split('.')) {
      const step: Step = at.below.get(name) ?? { below: new Map() };
      at.below.set(name, step);
      at = step;
    }
    at.text = text;
  }
  return root;
}

function ownOf(texts: Readonly<Record<string, string>>, version: string): string | undefined {
  return Object.hasOwn(texts, version) ? texts[version] : undefined;
}

function read(text: string | undefined): KindDescriptions {
  try {
    return text === undefined ? {} : (JSON.parse(text) as KindDescriptions);
  } catch {
    // SyntaxError: a damaged file of the bundle. The kind then has no descriptions.
    return {};
  }
}
