import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundleIndex, kindPath, newestPath, SchemaStore } from '../core/index.ts';

/** Returns the schemas that the build writes next to the bundle. A kind's schema is read on first use. */
export function bundledSchemas(folder = fileURLToPath(new URL('schemas', import.meta.url))): SchemaStore {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const index = JSON.parse(read('index.json')) as BundleIndex;
  const load = (path: string) => {
    try {
      return read(path);
    } catch {
      // A kind without a file is treated as unknown. Only the build writes the newest versions next to it.
      return undefined;
    }
  };
  return new SchemaStore({
    index,
    load: (group, kind) => load(kindPath({ group, kind })),
    loadNewest: (group, kind, version) => (isName(version) ? load(newestPath({ group, kind, version })) : undefined),
  });
}

/** Versions come from manifests, so they must not be usable as paths. */
function isName(version: string): boolean {
  return /^[a-z0-9]+$/.test(version);
}

/** Writes the newest schema of each version of each kind to a folder, at build time. */
export function writeNewest(store: SchemaStore, folder: string): void {
  for (const { group, kind, served } of store.kinds)
    for (const version of Object.keys(served)) {
      const newest = store.newest(group, kind, version);
      if (newest) writeFileSync(join(folder, newestPath({ group, kind, version })), JSON.stringify(newest));
    }
}
