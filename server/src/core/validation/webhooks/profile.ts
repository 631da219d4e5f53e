import { isCidr } from '../../addresses/addresses.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import type { Node } from '../../syntax/node.ts';
import { pathOf, type Spot } from '../problem.ts';
import { type GoCode, type GoStyle, goCode, usualCode } from './go-code.ts';

/** A default of a webhook. `always`: whatever the author wrote is replaced. */
export interface SetValue {
  /** Written where nothing is, or nothing but an empty text or a zero. */
  readonly value?: string | number | Readonly<Record<string, string>>;
  /** Put before a text that does not begin so. */
  readonly prefix?: string;
  /** Smaller numbers become this one. */
  readonly least?: number;
  /** Whatever the author wrote is replaced by `value`. */
  readonly always?: true;
  /** Not written where a selector stands there that selects something. */
  readonly unlessSelects?: string;
}

/** `isZero`: Go's zero value; a list that is written is none. Without `node` the key is left out. */
export interface Encoded {
  readonly node?: Node;
  readonly isZero: boolean;
  /** What `omitempty` leaves out. */
  readonly isEmpty?: boolean;
}

export interface Field {
  readonly schema: StructuralSchema;
  readonly code: GoCode;
  readonly isRequired: boolean;
  readonly set?: SetValue;
  /** What comes of the field where it is missing, once that is known to be nothing: here, and inside a struct that is not there. */
  readonly unwritten: { here?: Encoded; inside?: Encoded };
}

/** The fields of an object. */
export interface Fields {
  readonly byKey: ReadonlyMap<string, Field>;
  /** Those of which something may be written, or become other than zero, though the author does not write them. */
  readonly missed: readonly (readonly [string, Field])[];
}

/**
 * What the mutating webhook of one kind, version and range of releases does. One object for all releases in which it
 * does the same, so that they can be judged together.
 */
export class WebhookProfile {
  readonly #kind: string;
  readonly #style: GoStyle;
  /** By the end of a path, the longest that fits; a path may begin with the kind. */
  readonly #codes: ReadonlyMap<string, string>;
  readonly #sets: ReadonlyMap<string, SetValue>;
  readonly demands: readonly Demand[];
  readonly copiesToLabel: string | undefined;
  /** Converted to another version and back: what is empty does not survive. */
  readonly isRoundTrip: boolean;
  /** Its answer takes nothing away that was written, though Go would leave it out. */
  readonly keepsEmpty: boolean;
  /** Its answer leaves texts as they were written, though Go would write them otherwise. */
  readonly keepsText: boolean;
  /** Nobody has seen it work: only what it heals is believed. */
  readonly isCautious: boolean;
  readonly writes: boolean;
  readonly seesStatus: boolean;
  /** What it writes for a missing field depends on what a selector of the object says. */
  readonly asksSelectors: boolean;
  readonly #fields = new WeakMap<StructuralSchema, Fields>();

  constructor(facts: ProfileFacts) {
    this.#kind = facts.kind;
    this.#style = facts.style;
    this.#codes = facts.codes;
    this.#sets = facts.sets;
    this.demands = facts.isCautious ? [] : facts.demands;
    this.copiesToLabel = facts.isCautious ? undefined : facts.copiesToLabel;
    this.asksSelectors = [...facts.sets.values()].some(({ unlessSelects }) => unlessSelects !== undefined);
    this.isRoundTrip = facts.isRoundTrip;
    this.keepsEmpty = facts.keepsEmpty;
    this.keepsText = facts.keepsText;
    this.isCautious = facts.isCautious;
    this.seesStatus = facts.style !== 'only-validates';
    this.writes = this.seesStatus && facts.style !== 'only-reads';
  }

  /** The fields of the object at a place; of the root only `spec`. A schema stands in one place of its kind. */
  fieldsOf(schema: StructuralSchema, at: Spot): Fields {
    const known = this.#fields.get(schema);
    if (known) return known;
    const names = pathOf(at).filter((step) => typeof step === 'string');
    const required = new Set(schema.required);
    const byKey = new Map<string, Field>();
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (names.length === 0 && key !== 'spec') continue;
      const path = [...names, key].join('.');
      const written = this.#lookUp(this.#codes, path);
      const code = written === undefined ? usualCode(property, required.has(key), this.#style) : goCode(written);
      const set = this.#sets.get(path);
      byKey.set(key, { schema: property, code, isRequired: required.has(key), ...(set ? { set } : {}), unwritten: {} });
    }
    const fields = { byKey, missed: [...byKey].filter(([, field]) => isMissed(field)) };
    this.#fields.set(schema, fields);
    return fields;
  }

  #lookUp<T>(table: ReadonlyMap<string, T>, path: string): T | undefined {
    for (let text = `${this.#kind}.${path}`; ; text = text.slice(text.indexOf('.') + 1)) {
      const found = table.get(text);
      if (found !== undefined || !text.includes('.')) return found;
    }
  }
}

/** Go leaves all others out, as it finds them. */
function isMissed({ set, schema, code }: Field): boolean {
  if (set?.value !== undefined || schema.default !== undefined || code.empty === 'written') return true;
  return code.empty !== 'lost' && code.type === 'o' && !code.isPointer;
}

/** What a value must look like for a webhook. */
export const FORMS = {
  cidr: isCidr,
  cidrOrNothing: (text: string) => text === '' || isCidr(text),
  /** An apiVersion that names a group. */
  grouped: (text: string) => text.includes('/'),
} as const;

/** Something without which the webhook fails. */
export interface Demand {
  readonly path: readonly string[];
  /** Asked only where this path is written. */
  readonly within?: readonly string[];
  /** Not asked where this path is written. */
  readonly unless?: readonly string[];
  /** Asks how the value looks, if there is one, and not whether there is one. */
  readonly form?: keyof typeof FORMS;
  readonly detail: string;
}

export interface ProfileFacts {
  readonly kind: string;
  readonly style: GoStyle;
  readonly codes: ReadonlyMap<string, string>;
  readonly sets: ReadonlyMap<string, SetValue>;
  readonly demands: readonly Demand[];
  readonly isRoundTrip: boolean;
  readonly keepsEmpty: boolean;
  readonly keepsText: boolean;
  readonly isCautious: boolean;
  readonly copiesToLabel?: string;
}
