import type { JsonValue } from './structural-schema.ts';

/**
 * The values of many releases, merged into one value. If all releases agree, it is the value itself. If they differ, it
 * is a list of ranges, `{"@": [{"in": "v1.3.10..v1.8.12", "is": …}, {"in": "v1.10.10..", "is": …}]}`; releases without
 * a value are in none of the ranges. Objects are merged key by key, so ranges are as deep in the tree as the
 * differences. A range without an end includes the newest release, so a new release without changes does not change the
 * history. A key that consists only of `@` is escaped with one more `@`.
 */
export type History = JsonValue;

interface Range {
  readonly in: string;
  readonly is: History;
}

/**
 * Merges the values of consecutive releases. `values[i]` belongs to `releases[i]`, oldest first, and is undefined if
 * that release has no value. Returns undefined if no release has one.
 */
export function mergeHistory(
  values: readonly (JsonValue | undefined)[],
  releases: readonly string[],
): History | undefined {
  const ranges: Range[] = [];
  for (let first = 0; first < values.length; ) {
    const value = values[first];
    let end = first + 1;
    while (end < values.length && canMerge(value, values[end])) end++;
    if (value !== undefined)
      ranges.push({ in: rangeText(releases, first, end), is: mergeRun(values, releases, first, end) });
    first = end;
  }
  const [only] = ranges;
  if (!only) return undefined;
  const everywhere = ranges.length === 1 && values.every((value) => value !== undefined);
  return everywhere ? only.is : { '@': ranges.map((range) => ({ in: range.in, is: range.is })) };
}

/** Objects are merged; other values share a range only if they are equal. */
function canMerge(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return isObject(one) && isObject(other) ? true : sameJson(one, other);
}

function mergeRun(
  values: readonly (JsonValue | undefined)[],
  releases: readonly string[],
  first: number,
  end: number,
): History {
  const run = values.slice(first, end);
  const value = run[0] ?? null;
  if (!isObject(value)) return value;
  // Uses the order of the newest release, which users know. Removed keys come last.
  const keys = new Set(run.toReversed().flatMap((each) => Object.keys(isObject(each) ? each : {})));
  const merged: [string, History][] = [];
  for (const key of keys) {
    const history = mergeHistory(
      run.map((each) => (isObject(each) && Object.hasOwn(each, key) ? each[key] : undefined)),
      releases.slice(first, end),
    );
    if (history !== undefined) merged.push([escaped(key), openEnds(history, releases, end)]);
  }
  return Object.fromEntries(merged);
}

/** Closes open ranges in a run that ends before the newest release. */
function openEnds(history: History, releases: readonly string[], end: number): History {
  if (end === releases.length) return history;
  const last = releases[end - 1] ?? '';
  const close = (value: History): History => {
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) =>
        key === '@'
          ? [key, rangesOf(value).map((range) => ({ in: range.in.replace(/\.\.$/, `..${last}`), is: close(range.is) }))]
          : [key, close(child)],
      ),
    );
  };
  return close(history);
}

/** Returns the range of the releases from index `first` to index `end`, exclusive. */
export function rangeText(releases: readonly string[], first: number, end: number): string {
  const from = releases[first] ?? '';
  if (end === releases.length) return `${from}..`;
  const until = releases[end - 1] ?? '';
  return from === until ? from : `${from}..${until}`;
}

/**
 * Returns the value of one release. `order` lists all releases of the provider, oldest first. Returns undefined if the
 * release has no value. Parts without ranges are returned without a copy, so that releases share equal parts by
 * identity.
 */
export function atRelease(
  history: History,
  release: string,
  order: readonly string[],
  constant?: WeakSet<object>,
): JsonValue | undefined {
  // A history has few distinct ranges, but in many places.
  const known = new Map<string, boolean>();
  const holds = (range: string): boolean => {
    const before = known.get(range);
    if (before !== undefined) return before;
    const answer = includesRelease(range, release, order);
    known.set(range, answer);
    return answer;
  };
  return chosenBy(holds, history, constant);
}

function chosenBy(
  holds: (range: string) => boolean,
  history: History,
  constant: WeakSet<object> | undefined,
): JsonValue | undefined {
  if (!isObject(history) || constant?.has(history)) return history;
  if (history['@'] !== undefined) {
    const range = rangesOf(history).find((each) => holds(each.in));
    return range && chosenBy(holds, range.is, constant);
  }
  // Most parts are the same in all releases: allocate only when the first difference is found.
  let entries: [string, JsonValue][] | undefined;
  for (const key in history) {
    const child = history[key] ?? null;
    const chosen = chosenBy(holds, child, constant);
    const name = unescaped(key);
    if (!entries && (chosen !== child || name !== key)) entries = entriesBefore(key, history);
    if (chosen !== undefined) entries?.push([name, chosen]);
  }
  return entries ? Object.fromEntries(entries) : history;
}

function entriesBefore(end: string, object: { readonly [key: string]: JsonValue }): [string, JsonValue][] {
  const entries = Object.entries(object);
  return entries.slice(
    0,
    entries.findIndex(([key]) => key === end),
  );
}

/** Returns the history of one key of an object; undefined if no release has it. */
export function historyOfKey(history: History | undefined, key: string): History | undefined {
  if (!isObject(history)) return undefined;
  if (!Object.hasOwn(history, '@')) return Object.hasOwn(history, escaped(key)) ? history[escaped(key)] : undefined;
  const ranges = rangesOf(history).flatMap((range) => {
    const own = historyOfKey(range.is, key);
    return own === undefined ? [] : [{ in: range.in, is: own }];
  });
  return ranges.length === 0 ? undefined : { '@': ranges };
}

/** Escapes a key that would be read as ranges. */
function escaped(key: string): string {
  return /^@+$/.test(key) ? `@${key}` : key;
}

function unescaped(key: string): string {
  return key.startsWith('@@') && /^@+$/.test(key) ? key.slice(1) : key;
}

/** Returns true if a range such as `v1.3.10..v1.8.12`, `v1.10.10..` or `v1.9.11` includes a release. */
export function includesRelease(range: string, release: string, order: readonly string[]): boolean {
  const [from = '', until] = range.split('..');
  const at = order.indexOf(release);
  if (at < order.indexOf(from)) return false;
  if (until === undefined) return release === from;
  return until === '' || at <= order.indexOf(until);
}

/** The result of one walk over a history. */
export interface HistorySurvey {
  /** The indices of releases at which a value begins or ends: the possible ends of a run of equal releases. */
  readonly boundaries: ReadonlySet<number>;
  /** The objects without ranges and escaped keys, which `atRelease` need not walk. */
  readonly constant: WeakSet<object>;
}

export function surveyHistories(histories: readonly History[], order: readonly string[]): HistorySurvey {
  const boundaries = new Set<number>();
  const constant = new WeakSet<object>();
  const walk = (history: History): boolean => {
    if (!isObject(history)) return true;
    let isConstant = true;
    if (history['@'] === undefined) {
      for (const key in history) {
        if (!walk(history[key] ?? null) || unescaped(key) !== key) isConstant = false;
      }
      if (isConstant) constant.add(history);
      return isConstant;
    }
    for (const range of rangesOf(history)) {
      const [from = '', until] = range.in.split('..');
      boundaries.add(order.indexOf(from));
      if (until !== '') boundaries.add(order.indexOf(until ?? from) + 1);
      walk(range.is);
    }
    return false;
  };
  for (const history of histories) walk(history);
  return { boundaries, constant };
}

function rangesOf(history: { readonly [key: string]: JsonValue }): readonly Range[] {
  return history['@'] as unknown as readonly Range[];
}

export function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns true if two JSON values are equal. The order of keys is ignored. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}
