import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { keepVersion } from './choices.ts';
import type { Draft, DraftEntry, DraftMap, DraftStyle } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { remove } from './edit-draft.ts';
import type { Leftover } from './migration.ts';

type KeepsEmpty = readonly string[] | 'all';

/**
 * Removes empty fields: maps and lists whose content was moved or removed, and fields that were empty before, if the
 * conversion does not keep them or the new version rejects them. A required field is kept, even if empty, and so are the
 * values in `unknown`: those of fields that the old version does not have, such as misspelled ones. Returns the fields
 * whose default then applies.
 */
export function prune(
  map: DraftMap,
  schema: StructuralSchema | undefined,
  keepsEmpty: KeepsEmpty,
  style: DraftStyle,
  isPatch = false,
  unknown: ReadonlySet<Node> = new Set(),
): readonly Leftover[] {
  const pruner = new Pruner(keepsEmpty, style, isPatch, unknown);
  pruner.map(map, schema, '');
  return pruner.leftovers;
}

class Pruner {
  readonly #keepsEmpty: KeepsEmpty;
  readonly #style: DraftStyle;
  readonly leftovers: Leftover[] = [];

  /** A patch removes fields with `null`, and lacks required fields. Empty maps in it change nothing. */
  readonly #isPatch: boolean;
  readonly #unknown: ReadonlySet<Node>;

  constructor(keepsEmpty: KeepsEmpty, style: DraftStyle, isPatch: boolean, unknown: ReadonlySet<Node>) {
    this.#isPatch = isPatch;
    this.#unknown = unknown;
    this.#keepsEmpty = keepsEmpty;
    this.#style = style;
  }

  map(map: DraftMap, schema: StructuralSchema | undefined, path: string): void {
    for (const entry of [...map.entries]) {
      if (entry.value.source && this.#unknown.has(entry.value.source)) continue;
      const own = schema?.properties?.[entry.key];
      const at = path === '' ? entry.key : `${path}.${entry.key}`;
      this.#value(entry.value, own ?? additional(schema), at);
      const isRequired = !this.#isPatch && schema?.required?.includes(entry.key) === true;
      const isPruned = this.#isPruned(entry, own, isRequired, at) || (own === undefined && isRemoved(entry, schema));
      if (!isPruned) continue;
      this.#reportDefault(entry, own, at);
      remove(map, entry, this.#style);
    }
    if (!this.#isPatch) this.#removeRejected(map, schema, path);
    for (const entry of map.entries)
      if (entry.value.kind === 'map' && entry.value.entries.length === 0) writeEmpty(entry, this.#style);
  }

  #removeRejected(map: DraftMap, schema: StructuralSchema | undefined, path: string): void {
    // The API server drops keys without a value, and may then reject the empty map around them.
    const isChecked = path.includes('.') || (schema !== undefined && rejectsEmpty(schema));
    if (
      isChecked &&
      !path.startsWith('metadata') &&
      !this.#isKept(path, schema ?? {}) &&
      map.entries.every(({ value }) => isNull(value))
    )
      for (const entry of [...map.entries]) remove(map, entry, this.#style);
    // Only required fields that must not be empty are left: the map is removed with them.
    if (path !== '' && map.entries.every((entry) => isRejectedEmpty(entry, schema)))
      for (const entry of [...map.entries]) remove(map, entry, this.#style);
  }

  #value(value: Draft, schema: StructuralSchema | undefined, path: string): void {
    if (value.kind === 'map') this.map(value, schema, path);
    else if (value.kind === 'list')
      for (const [index, item] of value.items.entries()) this.#item(item, schema?.items, `${path}[${index}]`);
  }

  #item(item: { value: Draft }, schema: StructuralSchema | undefined, path: string): void {
    this.#value(item.value, schema, path);
    const { value } = item;
    if (value.kind === 'map' && !value.flow && value.entries.length === 0)
      item.value = { kind: 'map', flow: true, column: 0, isInline: false, entries: [], tail: '' };
  }

  #isPruned({ value }: DraftEntry, own: StructuralSchema | undefined, isRequired: boolean, path: string): boolean {
    if (this.#isPatch && value.kind !== 'map') return false;
    if (value.kind !== 'scalar') {
      const isEmpty = value.kind === 'map' ? value.entries.length === 0 : value.items.length === 0;
      if (!isEmpty || isRequired) return false;
      // The user did not write it as empty.
      if (!isWrittenEmpty(value)) return true;
      return own !== undefined && !own['x-kubernetes-preserve-unknown-fields'] && !this.#isKept(path, own);
    }
    if (isRequired || !own || !value.source || value.source.kind !== 'scalar') return false;
    const written = draftValue(value);
    return (written === '' || written === 0) && isRejected(written, own);
  }

  /** Reports a zero that the new version rejects, if the field then gets another value. */
  #reportDefault({ key, value, start, end }: DraftEntry, own: StructuralSchema | undefined, path: string): void {
    if (value.kind !== 'scalar' || own?.default === undefined) return;
    const [written, fallback] = [JSON.stringify(draftValue(value)), JSON.stringify(own.default)];
    const message = `The new version does not accept ${written}. Without a value, the default is ${fallback}.`;
    const choices = [{ title: `Remove ${key}`, id: `${path}=` }, keepVersion(path)];
    this.leftovers.push({ start, end, path, severity: 'check', message, choices });
  }

  #isKept(at: string, own: StructuralSchema): boolean {
    if (this.#keepsEmpty === 'all') return !rejectsEmpty(own);
    const path = at.replaceAll(/\[\d+\]/g, '[]');
    for (const end of this.#keepsEmpty) if (path === end || path.endsWith(`.${end}`)) return true;
    return false;
  }
}

/** True for an empty field that the new version does not have: its content was moved, or there was none. */
function isRemoved({ value }: DraftEntry, parent: StructuralSchema | undefined): boolean {
  if (!parent?.properties || parent.additionalProperties || parent['x-kubernetes-preserve-unknown-fields'])
    return false;
  return value.kind === 'map' && value.entries.length === 0 && Object.keys(parent.properties).length > 0;
}

function isNull(value: Draft): boolean {
  return value.kind === 'scalar' && draftValue(value) === null;
}

function isWrittenEmpty({ source }: Draft): boolean {
  if (source?.kind === 'map') return source.entries.length === 0;
  return source?.kind === 'sequence' && source.items.length === 0;
}

function rejectsEmpty({ minProperties = 0, minItems = 0 }: StructuralSchema): boolean {
  return minProperties > 0 || minItems > 0;
}

function isRejectedEmpty({ key, value }: DraftEntry, schema: StructuralSchema | undefined): boolean {
  const own = schema?.properties?.[key];
  return value.kind === 'map' && value.entries.length === 0 && own !== undefined && rejectsEmpty(own);
}

function isRejected(value: string | number, { minLength, minimum, enum: values, anyOf }: StructuralSchema): boolean {
  if (anyOf) return false;
  if (values && !values.includes(value)) return true;
  return typeof value === 'string' ? (minLength ?? 0) > 0 : (minimum ?? 0) > 0;
}

function additional(schema: StructuralSchema | undefined): StructuralSchema | undefined {
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** Writes a required map without entries: `spec: {}`. */
function writeEmpty(entry: DraftEntry, { eol }: DraftStyle): void {
  if (entry.value.kind !== 'map' || entry.value.flow) return;
  const [, line = eol, lines = ''] = /^:([^\n]*\n)([\s\S]*)$/.exec(entry.gap) ?? [];
  entry.after = lines + entry.value.tail + entry.after;
  entry.trail = line.replace(/^\s*(?=#)/, ' ');
  entry.gap = ': ';
  entry.value = { kind: 'map', flow: true, column: 0, isInline: false, entries: [], tail: '' };
}
