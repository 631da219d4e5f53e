/** Returns the items by key, in their order. */
export function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, [T, ...T[]]> {
  return groupPairs(items.map((item) => [keyOf(item), item] as const));
}

/** Returns the values of each key, in their order. */
export function groupPairs<K, V>(pairs: Iterable<readonly [K, V]>): Map<K, [V, ...V[]]> {
  const groups = new Map<K, [V, ...V[]]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
