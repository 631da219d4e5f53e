/** A map from a key to the set of its values, in which no set is empty. */
export type Multimap<K, V> = Map<K, Set<V>>;

export function insert<K, V>(map: Multimap<K, V>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

export function drop<K, V>(map: Multimap<K, V>, key: K, value: V): void {
  const values = map.get(key);
  values?.delete(value);
  if (values?.size === 0) map.delete(key);
}
