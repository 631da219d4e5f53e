import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { entryOf, nodeAt } from '../../syntax/lookup.ts';
import { entriesOfMerge, isMergeKey } from '../../syntax/merge-keys.ts';
import type { MapEntry, MapNode, Node, SequenceNode } from '../../syntax/node.ts';
import { readKey } from '../../syntax/read-scalar.ts';
import { isCheckedFormat } from '../formats.ts';
import { below, type Location, pathOf } from '../problem.ts';
import { isNull, isUnknowable } from '../unknowable.ts';
import { encodeScalar, isOpen, valueSetByWebhook, WRONG_KIND } from './encode-scalar.ts';
import { type GoField, type GoType, goTypeOf } from './go-field.ts';
import { checkGoTypes } from './go-types.ts';
import type { Encoded, Field, WebhookProfile } from './profile.ts';
import type { Rejection } from './rejection.ts';
import { missingIn, withEntries, withItems, writtenEntry, writtenMap, writtenScalar } from './written-node.ts';

/**
 * Returns the object after a mutating webhook: decoded into Go types and encoded again, with the defaults that the webhook
 * sets. Values of the wrong type are kept, so that the schema reports them.
 */
export function rewrite(
  root: MapNode,
  schema: StructuralSchema,
  profile: WebhookProfile,
): { readonly root: MapNode; readonly rejections: readonly Rejection[]; readonly lost: readonly DroppedValue[] } {
  const run: Run = { root, profile, rejections: [], lost: [], keepsEmpty: profile.keepsEmpty };
  const at: Location = { span: root.entries[0]?.key.span ?? root.span };
  const { node } = encodeObject(root, schema, at, run);
  const status = profile.seesStatus ? entryOf(root, 'status') : undefined;
  const statusSchema = schema.properties?.status;
  if (status && statusSchema)
    checkGoTypes(status.value, statusSchema, below(at, 'status', status.key.span), run.rejections);
  return { root: profile.writes ? node : root, rejections: run.rejections, lost: profile.writes ? run.lost : [] };
}

/** A value that the webhook drops. Its unknown fields are rejected before the webhook is called. */
export interface DroppedValue {
  readonly node: Node;
  readonly schema: StructuralSchema;
  readonly at: Location;
}

interface Run {
  readonly root: MapNode;
  readonly profile: WebhookProfile;
  readonly rejections: Rejection[];
  readonly lost: DroppedValue[];
  /** See WebhookProfile.keepsEmpty. */
  readonly keepsEmpty: boolean;
  /** Inside an absent struct, which gets no defaults. */
  readonly isUnset?: true;
}

function encodeObject(map: MapNode, schema: StructuralSchema, at: Location, run: Run) {
  const { byKey, writtenIfMissing } = run.profile.fieldsOf(schema, at);
  const entries: MapEntry[] = [];
  const done: string[] = [];
  const repeated = repeatedKeys(map);
  let isZero = true;
  for (const entry of map.entries) {
    const key = entry.key.kind === 'scalar' ? readKey(entry.key) : undefined;
    const field = key === undefined ? undefined : byKey.get(key);
    if (key === undefined || !field || isMergeKey(entry.key)) {
      entries.push(entry);
      isZero = false;
      if (isMergeKey(entry.key)) done.push(...mergedNames(entry.value));
      continue;
    }
    const encoded = encodeField(entry.value, field, below(at, key, entry.key.span), run);
    // Duplicate keys are rejected before the webhook is called, so it does not drop them.
    const isRepeated = repeated.includes(key);
    isZero = isZero && encoded.isZero && !isRepeated;
    if (!encoded.node && !isRepeated) continue;
    const value = encoded.node ?? entry.value;
    done.push(key);
    entries.push(value === entry.value ? entry : { key: entry.key, value });
  }
  for (const [key, field] of writtenIfMissing) {
    if (done.includes(key)) continue;
    const encoded = encodeMissing(key, field, at, run);
    isZero = isZero && encoded.isZero;
    if (!encoded.node) continue;
    missingIn(map, encoded.node);
    entries.push(writtenEntry(at.span, key, encoded.node));
  }
  return { node: withEntries(map, entries), isZero };
}

/** Returns the keys that a map has more than once. Hot path: nearly all maps have none, and few entries. */
function repeatedKeys({ entries }: MapNode): readonly string[] {
  if (entries.length > MAX_COMPARED) return repeatedTexts(entries.map(textOfKey));
  for (let index = 1; index < entries.length; index++)
    for (let before = 0; before < index; before++)
      if (textOfKey(entries[index]) === textOfKey(entries[before])) return repeatedTexts(entries.map(textOfKey));
  return NO_KEYS;
}

/** With more entries, a set is faster than comparing all pairs. */
const MAX_COMPARED = 16;
const NO_KEYS: readonly string[] = [];

function textOfKey(entry: MapEntry | undefined): string {
  return entry?.key.kind === 'scalar' ? entry.key.text : '';
}

function repeatedTexts(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  });
}

/** Encodes a field that is set. */
function encodeField(node: Node, field: Field, at: Location, run: Run): Encoded {
  const { goField, schema, set } = field;
  if (isUnknowable(node)) return { node, isZero: false };
  if (isNull(node)) return { isZero: true };
  if (goField.empty === 'lost') {
    checkGoTypes(node, schema, at, run.rejections);
    run.lost.push({ node, schema, at });
    return { isZero: true };
  }
  const encoded = encodeValue(node, goField, schema, at, insideOf(node, field, at, run));
  if (!encoded.node) return encoded;
  const changed = set && encoded.node.kind === 'scalar' ? valueSetByWebhook(set, encoded.node, at.span) : undefined;
  if (changed) return { node: changed, isZero: false };
  if (goField.isPointer) return { node: encoded.node, isZero: false };
  const isOmitted =
    goField.empty === 'omitzero'
      ? encoded.isZero
      : goField.empty === 'omitempty' && goField.type !== 'struct' && encoded.isEmpty;
  if (isOmitted) return { isZero: encoded.isZero, ...(run.keepsEmpty ? { node } : {}) };
  if (run.profile.isRoundTrip && goField.type === 'slice' && encoded.isEmpty)
    return { node: writtenScalar(at.span, null), isZero: true };
  return encoded;
}

/**
 * Returns the state for the fields of a struct that Go omits unless the webhook sets a field in it. In a patch that
 * removes nothing, it is a new struct, without the empty values.
 */
function insideOf(node: Node, { goField, schema, set }: Field, at: Location, run: Run): Run {
  if (!run.keepsEmpty || node.kind !== 'map' || goField.empty !== 'omitzero' || typeof set?.value !== 'object')
    return run;
  const unset = encodeObject(node, schema, at, { ...run, rejections: [], isUnset: true });
  return unset.isZero ? { ...run, keepsEmpty: false } : run;
}

function encodeValue(node: Node, goField: GoField, schema: StructuralSchema, at: Location, run: Run): Encoded {
  if (node.kind === 'map' && goField.type === 'struct') return encodeObject(node, schema, at, run);
  if (node.kind === 'map' && goField.type === 'map') return encodeMap(node, schema, at, run);
  if (node.kind === 'sequence' && goField.type === 'slice') return encodeList(node, schema, at, run);
  const encoded = node.kind === 'scalar' ? encodeScalar(node, goField, schema) : undefined;
  const isForGo = isOpen(schema) || (node.kind === 'sequence' && isCheckedFormat(schema.format));
  const fault = encoded ? encoded.fault : isForGo && goField.type !== 'any' ? WRONG_KIND : undefined;
  if (fault) run.rejections.push({ path: pathOf(at), node, span: node.span, detail: fault });
  return encoded && !run.profile.keepsText ? encoded : { ...encoded, node, isZero: encoded?.isZero ?? false };
}

/** Encodes a map with any keys. Only structs in it are changed. */
function encodeMap(map: MapNode, schema: StructuralSchema, at: Location, run: Run): Encoded {
  const items = schema.additionalProperties;
  const isEmpty = map.entries.length === 0;
  if (typeof items !== 'object' || !items.properties) return { node: map, isZero: false, isEmpty };
  const entries = map.entries.map((entry) => {
    const key = entry.key.kind === 'scalar' ? readKey(entry.key) : undefined;
    if (key === undefined || entry.value.kind !== 'map' || isUnknowable(entry.value)) return entry;
    const { node } = encodeObject(entry.value, items, below(at, key, entry.key.span), run);
    return node === entry.value ? entry : { key: entry.key, value: node };
  });
  return { node: withEntries(map, entries), isZero: false, isEmpty };
}

/** Encodes a list. A null becomes an empty item. */
function encodeList(list: SequenceNode, { items }: StructuralSchema, at: Location, run: Run): Encoded {
  const isEmpty = list.items.length === 0;
  const isZero = isEmpty && run.profile.isRoundTrip;
  if (!items) return { node: list, isZero, isEmpty };
  const goField: GoField = { isPointer: false, type: goTypeOf(items), empty: 'written' };
  const encoded = list.items.map((item, index) => {
    if (isUnknowable(item)) return item;
    if (isNull(item)) return zero(goField, items, below(at, index, at.span), run);
    return encodeValue(item, goField, items, below(at, index, item.span), run).node ?? item;
  });
  return { node: withItems(list, encoded), isZero, isEmpty };
}

/** Encodes a missing field. Nothing is written for most, which is cached. */
function encodeMissing(key: string, field: Field, at: Location, run: Run): Encoded {
  const unwritten = run.isUnset ? field.ifMissing.inside : field.ifMissing.here;
  if (unwritten) return unwritten;
  const encoded = encodeAbsent(field, below(at, key, at.span), run);
  if (!encoded.node && !run.profile.dependsOnSelectors) field.ifMissing[run.isUnset ? 'inside' : 'here'] = encoded;
  return encoded;
}

/** Returns true if a selector selects anything; keys without a value are dropped. */
function selects(root: MapNode, field: string | undefined): boolean {
  const selector = field === undefined ? undefined : nodeAt(root, field.split('.'));
  if (!selector) return false;
  const [labels, expressions] = ['matchLabels', 'matchExpressions'].map((key) => nodeAt(selector, [key]));
  return (
    (labels?.kind === 'map' && labels.entries.some(({ value }) => !isNull(value))) ||
    (expressions?.kind === 'sequence' && expressions.items.length > 0)
  );
}

/** Returns what is written for a missing field, which depends on the field, its struct, and `unlessSelects`. */
function encodeAbsent({ goField, schema, set, isRequired }: Field, at: Location, run: Run): Encoded {
  const isUnverified = run.profile.isUnverified && !isRequired;
  if (set?.value !== undefined && !run.isUnset && !isUnverified && !selects(run.root, set.unlessSelects)) {
    if (typeof set.value !== 'object') return { node: writtenScalar(at.span, set.value), isZero: false };
    const entries = Object.entries(set.value).map(([key, text]) =>
      writtenEntry(at.span, key, writtenScalar(at.span, text)),
    );
    return { node: encodeObject(writtenMap(at.span, entries), schema, at, run).node, isZero: false };
  }
  if (schema.default !== undefined || goField.empty === 'lost') return { isZero: schema.default === undefined };
  if (isUnverified) return { isZero: true };
  if (goField.empty === 'written') return { node: zero(goField, schema, at, run), isZero: true };
  if (goField.type !== 'struct' || goField.isPointer) return { isZero: true };
  const inside: Run = goField.empty === 'omitzero' ? { ...run, isUnset: true } : run;
  const object = encodeObject(writtenMap(at.span, []), schema, at, inside);
  return goField.empty === 'omitempty' || !object.isZero ? object : { isZero: true };
}

function zero({ isPointer, type }: GoField, schema: StructuralSchema, at: Location, run: Run): Node {
  if (type === 'struct' && !isPointer) return encodeObject(writtenMap(at.span, []), schema, at, run).node;
  const value = isPointer ? undefined : ZERO[type];
  return writtenScalar(at.span, value ?? null);
}

/** Zero values as JSON; null for types that are not listed. */
const ZERO: Readonly<Partial<Record<GoType, string | number | boolean>>> = {
  string: '',
  int: 0,
  float: 0,
  IntOrString: 0,
  bool: false,
  Duration: '0s',
  Quantity: '0',
};

function mergedNames(value: Node): readonly string[] {
  return entriesOfMerge(value).flatMap(({ key }) => (key.kind === 'scalar' ? (readKey(key) ?? []) : []));
}
