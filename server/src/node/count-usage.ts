import { readFileSync, writeFileSync } from 'node:fs';
import {
  EMPTY_MODEL,
  keyOf,
  manifestFile,
  resolveKind,
  resourceOf,
  type SchemaStore,
  type UsageCounts,
  usagesIn,
} from '../core/index.ts';
import { manifestPaths } from './list-files.ts';

/** Counts the files below a folder that use each field of the known kinds. */
export async function countUsage(folder: string, store: SchemaStore): Promise<UsageCounts> {
  const counts = new Map<string, Map<string, number>>();
  for await (const paths of manifestPaths(folder, { exclude: [], include: [] }))
    for (const path of paths)
      for (const [kind, usages] of usagesInFile(readFileSync(path, 'utf8'), store)) {
        const own = counts.get(kind) ?? new Map<string, number>();
        counts.set(kind, own);
        for (const usage of usages) own.set(usage, (own.get(usage) ?? 0) + 1);
      }
  return Object.fromEntries(
    [...counts].sort(byName).map(([kind, own]) => [kind, Object.fromEntries([...own].sort(byName))]),
  );
}

function usagesInFile(text: string, store: SchemaStore): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const document of manifestFile('file:///usage', text).documents) {
    const resource = resourceOf('file:///usage', document, EMPTY_MODEL);
    const known = resource && !resource.broken ? resolveKind(store, {}, resource) : undefined;
    if (!resource || known?.version !== resource.version) continue;
    const kind = keyOf(resource);
    const own = found.get(kind) ?? new Set<string>();
    found.set(kind, own);
    for (const usage of usagesIn(resource.root, known.schema)) own.add(usage);
  }
  return found;
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

export function writeUsage(path: string, counts: UsageCounts): void {
  writeFileSync(path, `${JSON.stringify(counts, undefined, 1)}\n`);
}
