import type { GroupKind } from '../resources/resource.ts';
import { type Asked, resourcesOf } from './asked.ts';
import type { BuiltWith } from './builds.ts';
import { indexKey } from './object-index.ts';

/**
 * Whether what kustomize builds with a file may hold an object that no manifest is by what is written there: one that is
 * renamed or put into another namespace on the way, that is made, or that lies elsewhere.
 */
export function mayBeBuilt(asked: Asked, uri: string, kind: GroupKind, name: string): boolean {
  asked.ask(indexKey.builds());
  const together = asked.index.builds.builtWith(uri);
  if (!together) return false;
  if (together.isOpen) return true;
  const before = namesBefore(name, together).filter((each) => together.isMoved || each !== name);
  return before.some((each) => resourcesOf(asked, indexKey.named(kind, each)).length > 0);
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
