import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import type { BuiltWith } from '../index/builds.ts';
import { indexKey } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';

/**
 * Returns true if the build of a file may contain an object with this name that no manifest defines: because it is
 * renamed, moved to another namespace, generated or remote.
 */
export function mayBeBuilt(query: RecordedQuery, uri: string, kind: GroupKind, name: string): boolean {
  query.record(indexKey.builds());
  const deliveries = query.index.builds.deliveriesTo(uri);
  if (deliveries.some(({ renames }) => renames)) return true;
  const isThere = (each: string) => resourcesOf(query, indexKey.named(kind, each)).length > 0;
  if (deliveries.some(({ setsNamespace }) => setsNamespace) && isThere(name)) return true;
  const together = query.index.builds.builtWith(uri);
  if (!together) return false;
  if (together.isOpen) return true;
  const before = namesBefore(name, together).filter((each) => together.isMoved || each !== name);
  return before.some(isThere);
}

/** Returns the name, and the names that it may have before kustomizations add prefixes and suffixes. */
function namesBefore(name: string, { prefixes, suffixes }: BuiltWith): readonly string[] {
  const names = new Set([name]);
  // The loop also visits added names, which are shorter each time.
  for (const each of names) {
    for (const prefix of prefixes)
      if (each.length > prefix.length && each.startsWith(prefix)) names.add(each.slice(prefix.length));
    for (const suffix of suffixes)
      if (each.length > suffix.length && each.endsWith(suffix)) names.add(each.slice(0, -suffix.length));
  }
  return [...names];
}
