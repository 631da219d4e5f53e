/**
 * What a kind's fields are for, in our own words. The format of `dist/schemas/descriptions/<group>/<Kind>.json`: by path
 * below the object, `.` being the kind itself; list items stand as `[]`, the values of a map as `*`.
 */
export type KindDescriptions = Readonly<Record<string, Description>>;

/** A text of one to three sentences, in Markdown; or several by version, `else` being that of all others. */
export type Description = string | Readonly<Record<string, string>>;

export interface DescriptionsOptions {
  /** The text of a kind's file, at once; undefined where there is none. */
  readonly load: (group: string, kind: string) => string | undefined;
}

/**
 * The descriptions of every kind. A kind's file is read when one of its fields is first asked for; a file that cannot be
 * read is as one that is not there.
 */
export class Descriptions {
  readonly #load: DescriptionsOptions['load'];
  readonly #kinds = new Map<string, Step>();

  constructor({ load }: DescriptionsOptions) {
    this.#load = load;
  }

  /**
   * What a field is for, or the kind itself where the path is empty. Items of a list may stand in the path as a number or
   * `[]`, or not at all. Undefined where we have no words for it: it is unknown, or a Kubernetes type's own field.
   */
  describe(group: string, kind: string, version: string, path: readonly (string | number)[]): string | undefined {
    let at: Step | undefined = this.#kind(group, kind);
    for (const name of path) at = at && next(at, name);
    const text = at?.text;
    return typeof text === 'object' ? (ownOf(text, version) ?? ownOf(text, 'else')) : text;
  }

  #kind(group: string, kind: string): Step {
    const key = `${group}/${kind}`;
    const own = this.#kinds.get(key) ?? stepsOf(read(this.#load(group, kind)));
    this.#kinds.set(key, own);
    return own;
  }
}

/** A field, as a step on the way to those below it. */
interface Step {
  text?: Description;
  readonly below: Map<string, Step>;
}

function next(step: Step, name: string | number): Step | undefined {
  if (name === '[]' || typeof name === 'number') return step;
  // A path written as text has its indices as text too.
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
    return {};
  }
}
