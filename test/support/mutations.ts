import type { JsonValue } from '../../server/src/core/index.ts';

/** Yields copies of a value with one change each, deterministic for the same seed. None of them contains null. */
export function* mutationsOf(value: JsonValue, seed: string, count: number): Generator<JsonValue> {
  const random = randomFrom(seed);
  const places = placesIn(value);
  if (places.length === 0) return;
  for (let made = 0; made < count; made++) {
    const place = places[Math.floor(random() * places.length)] ?? [];
    const change = CHANGES[Math.floor(random() * CHANGES.length)];
    yield at(value, place, (old) => change?.(old, random));
  }
}

type Place = readonly (string | number)[];

/** Returns the new value; undefined removes it. */
type Change = (old: JsonValue, random: () => number) => JsonValue | undefined;

const CHANGES: readonly Change[] = [
  () => undefined,
  () => 'text',
  () => '',
  () => 5,
  () => -1,
  () => 1.5,
  () => 2 ** 31,
  () => true,
  () => [],
  () => ({}),
  () => ['text'],
  () => ({ unknown: 'field' }),
  (old) => (typeof old === 'string' ? old.repeat(40) : typeof old === 'number' ? old * 1000 : old),
  (old) => (typeof old === 'string' ? ` ${old}` : typeof old === 'number' ? `${old}` : old),
  (old) => (Array.isArray(old) ? [...old, ...old] : old),
  (old) => (isObject(old) ? { ...old, unknownField: 1 } : old),
  (old, random) => {
    if (!isObject(old)) return old;
    const keys = Object.keys(old);
    const from = keys[Math.floor(random() * keys.length)] ?? '';
    return Object.fromEntries(Object.entries(old).map(([key, value]) => [key === from ? `${key}s` : key, value]));
  },
];

function placesIn(value: JsonValue): readonly Place[] {
  const own: Place[] = [];
  const visit = (each: JsonValue, place: Place) => {
    own.push(place);
    if (Array.isArray(each)) for (const [index, item] of each.entries()) visit(item, [...place, index]);
    else if (isObject(each)) for (const [key, child] of Object.entries(each)) visit(child, [...place, key]);
  };
  visit(value, []);
  return own.slice(1);
}

function at(value: JsonValue, [step, ...rest]: Place, change: (old: JsonValue) => JsonValue | undefined): JsonValue {
  if (step === undefined) return change(value) ?? {};
  if (Array.isArray(value)) return value.flatMap((item, index) => (index === step ? made(item, rest, change) : [item]));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      key === step ? made(child, rest, change).map((each) => [key, each] as const) : [[key, child] as const],
    ),
  );
}

function made(value: JsonValue, rest: Place, change: (old: JsonValue) => JsonValue | undefined): readonly JsonValue[] {
  if (rest.length > 0) return [at(value, rest, change)];
  const changed = change(value);
  return changed === undefined ? [] : [changed];
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns pseudorandom numbers from 0 to 1 that only depend on a text (mulberry32). */
function randomFrom(seed: string): () => number {
  let state = [...seed].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
