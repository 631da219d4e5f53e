import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import type { BuiltWith } from '../index/builds.ts';
import { indexKey } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';

/**
 * Whether what kustomize builds with a file may hold an object that no manifest is by what is written there: one that is
 * renamed or put into another namespace on the way, that is made, or that lies elsewhere.
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

/** The name itself, and what it may have been before kustomizations put something before or behind it. */
function namesBefore(name: string, { prefixes, suffixes }: BuiltWith): readonly string[] {
  const names = new Set([name]);
  // What is added while this runs is run through too; each is shorter than the one that it comes from.
  for (const each of names) {
    for (const prefix of prefixes)
      if (each.length > prefix.length && each.startsWith(prefix)) names.add(each.slice(prefix.length));
    for (const suffix of suffixes)
      if (each.length > suffix.length && each.endsWith(suffix)) names.add(each.slice(0, -suffix.length));
  }
  return [...names];
}
