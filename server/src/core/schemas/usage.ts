import { keyOf } from '../objects/group-kind.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { StructuralSchema } from './structural-schema.ts';

/**
 * The number of public files that set each field of a kind, by path in the object: `.` is the kind itself, `[]` a list
 * item, and `*` a key that the user chooses. `path=value` counts a value of an enum or boolean, and `path={}` an empty
 * object. The format of `schemas/usage.json`.
 */
export type UsageCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export class Usage {
  readonly #counts: UsageCounts;

  constructor(counts: UsageCounts) {
    this.#counts = counts;
  }

  /** Returns the number of files that contain the kind. */
  ofKind(group: string, kind: string): number {
    return this.ofField({ group, kind }, '.');
  }

  /** `path` has the form of the keys in `UsageCounts`. */
  ofField({ group, kind }: { readonly group: string; readonly kind: string }, path: string): number {
    return this.#counts[keyOf({ group, kind })]?.[path] ?? 0;
  }

  ofValue(kind: { readonly group: string; readonly kind: string }, path: string, value: string): number {
    return this.ofField(kind, `${path}=${value}`);
  }

  /** Returns true for an object that is mostly written as `{}`, as a switch. */
  isMostlyEmpty(kind: { readonly group: string; readonly kind: string }, path: string): boolean {
    return this.ofValue(kind, path, '{}') * 2 > this.ofField(kind, path);
  }
}

/** Returns the path of a field in the form of `UsageCounts`; undefined if the schema does not define the field. */
export function usagePath(schema: StructuralSchema, path: NodePath): string | undefined {
  let at: StructuralSchema | undefined = schema;
  let text = '';
  for (const step of path) {
    const next: { readonly schema: StructuralSchema; readonly name: string } | undefined = at && stepInto(at, step);
    if (!next) return undefined;
    text = next.name === '[]' ? `${text}[]` : joinPath(text, next.name);
    at = next.schema;
  }
  return text;
}

export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function stepInto(schema: StructuralSchema, step: string | number) {
  const { properties, additionalProperties, items } = schema;
  if (typeof step === 'number') return items && { schema: items, name: '[]' };
  const own = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (own) return { schema: own, name: step };
  return typeof additionalProperties === 'object' ? { schema: additionalProperties, name: '*' } : undefined;
}

const BOOLEANS = ['true', 'false'];

/**
 * Yields the paths, and the values of enums and booleans, in an object, in the form of `UsageCounts`. A path can occur
 * more than once.
 */
export function* usagesIn(node: Node, schema: StructuralSchema, path = ''): Generator<string> {
  yield path === '' ? '.' : path;
  if (node.kind === 'scalar') {
    const isClosed = schema.type === 'boolean' ? BOOLEANS.includes(node.text) : schema.enum?.includes(node.text);
    if (isClosed) yield `${path}=${node.text}`;
    return;
  }
  if (node.kind === 'sequence') {
    for (const item of schema.items ? node.items : []) yield* usagesIn(item, schema.items ?? {}, `${path}[]`);
    return;
  }
  if (node.entries.length === 0) yield `${path}={}`;
  for (const { key, value } of node.entries) {
    const next = key.kind === 'scalar' ? stepInto(schema, key.text) : undefined;
    // Users do not write a status.
    if (next && !(path === '' && next.name === 'status'))
      yield* usagesIn(value, next.schema, joinPath(path, next.name));
  }
}
