import { isCidr } from '../../addresses/addresses.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import type { Node } from '../../syntax/node.ts';
import { type Location, pathOf } from '../problem.ts';
import { type GoField, type GoFieldText, type GoStyle, parseGoField, usualGoField } from './go-field.ts';

/** A default of a webhook. With `always`, it replaces the author's value. */
export interface SetValue {
  /** Set if the field is absent, an empty string or zero. */
  readonly value?: string | number | Readonly<Record<string, string>>;
  /** Added to a string that does not begin with it. */
  readonly prefix?: string;
  /** The minimum: smaller numbers are replaced by it. */
  readonly minimum?: number;
  /** `value` replaces the author's value. */
  readonly always?: true;
  /** Not set if the object has a selector that selects something. */
  readonly unlessSelects?: string;
}

/** `isZero`: the zero value of Go; an empty list is not. Without `node` the key is omitted. */
export interface Encoded {
  readonly node?: Node;
  readonly isZero: boolean;
  /** True if `omitempty` omits it. */
  readonly isEmpty?: boolean;
}

export interface Field {
  readonly schema: StructuralSchema;
  readonly goField: GoField;
  readonly isRequired: boolean;
  readonly set?: SetValue;
  /** The cached result for a missing field if nothing is written: in an object that exists, and inside an absent struct. */
  readonly ifMissing: { here?: Encoded; inside?: Encoded };
}

/** The fields of an object. */
export interface Fields {
  readonly byKey: ReadonlyMap<string, Field>;
  /** The fields for which the webhook may write a value although the author does not set them. */
  readonly writtenIfMissing: readonly (readonly [string, Field])[];
}

/**
 * The behavior of the mutating webhook of a kind and version in a range of releases. Releases with equal behavior share
 * one object, so that they are validated once.
 */
export class WebhookProfile {
  readonly #kind: string;
  readonly #style: GoStyle;
  /** By the longest matching suffix of a path; a path can begin with the kind. */
  readonly #goFields: ReadonlyMap<string, GoFieldText>;
  readonly #sets: ReadonlyMap<string, SetValue>;
  readonly requirements: readonly WebhookRequirement[];
  readonly copiesToLabel: string | undefined;
  /** The object is converted to another version and back, which drops empty values. */
  readonly isRoundTrip: boolean;
  /** Its patch keeps values that Go would omit. */
  readonly keepsEmpty: boolean;
  /** Its patch keeps strings that Go would encode differently. */
  readonly keepsText: boolean;
  /** Not verified with a running webhook, so it is only used to remove problems. */
  readonly isUnverified: boolean;
  readonly writes: boolean;
  readonly seesStatus: boolean;
  /** The value of a missing field depends on a selector of the object. */
  readonly dependsOnSelectors: boolean;
  readonly #fields = new WeakMap<StructuralSchema, Fields>();

  constructor(facts: ProfileFacts) {
    this.#kind = facts.kind;
    this.#style = facts.style;
    this.#goFields = facts.goFields;
    this.#sets = facts.sets;
    this.requirements = facts.isUnverified ? [] : facts.requirements;
    this.copiesToLabel = facts.isUnverified ? undefined : facts.copiesToLabel;
    this.dependsOnSelectors = [...facts.sets.values()].some(({ unlessSelects }) => unlessSelects !== undefined);
    this.isRoundTrip = facts.isRoundTrip;
    this.keepsEmpty = facts.keepsEmpty;
    this.keepsText = facts.keepsText;
    this.isUnverified = facts.isUnverified;
    this.seesStatus = facts.style !== 'only-validates';
    this.writes = this.seesStatus && facts.style !== 'only-reads';
  }

  /** Returns the fields of an object; of the root only `spec`. Each schema belongs to one place of its kind. */
  fieldsOf(schema: StructuralSchema, at: Location): Fields {
    const known = this.#fields.get(schema);
    if (known) return known;
    const names = pathOf(at).filter((step) => typeof step === 'string');
    const required = new Set(schema.required);
    const byKey = new Map<string, Field>();
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (names.length === 0 && key !== 'spec') continue;
      const path = [...names, key].join('.');
      const written = this.#lookUp(this.#goFields, path);
      const isRequired = required.has(key);
      const goField = written === undefined ? usualGoField(property, isRequired, this.#style) : parseGoField(written);
      const set = this.#sets.get(path);
      byKey.set(key, { schema: property, goField, isRequired, ...(set ? { set } : {}), ifMissing: {} });
    }
    const fields = { byKey, writtenIfMissing: [...byKey].filter(([, field]) => isWrittenIfMissing(field)) };
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

/** Go omits the zero values of all other types. */
function isWrittenIfMissing({ set, schema, goField }: Field): boolean {
  if (set?.value !== undefined || schema.default !== undefined || goField.empty === 'written') return true;
  return goField.empty !== 'lost' && goField.type === 'struct' && !goField.isPointer;
}

/** The formats that webhooks require. */
export const FORMS = {
  cidr: isCidr,
  cidrOrNothing: (text: string) => text === '' || isCidr(text),
  /** An apiVersion that names a group. */
  grouped: (text: string) => text.includes('/'),
} as const;

/** A field that the webhook requires. */
export interface WebhookRequirement {
  readonly path: readonly string[];
  /** Checked only if this path is set. */
  readonly within?: readonly string[];
  /** Not checked if this path is set. */
  readonly unless?: readonly string[];
  /** Checks the format of the value if it is set, instead of its presence. */
  readonly form?: keyof typeof FORMS;
  readonly detail: string;
}

export interface ProfileFacts {
  readonly kind: string;
  readonly style: GoStyle;
  readonly goFields: ReadonlyMap<string, GoFieldText>;
  readonly sets: ReadonlyMap<string, SetValue>;
  readonly requirements: readonly WebhookRequirement[];
  readonly isRoundTrip: boolean;
  readonly keepsEmpty: boolean;
  readonly keepsText: boolean;
  readonly isUnverified: boolean;
  readonly copiesToLabel?: string;
}
