import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundleIndex, kindPath, newestPath, SchemaStore } from '../core/index.ts';

/** The schemas that the build lays beside the bundle; each kind is read when it is first met. */
export function bundledSchemas(folder = fileURLToPath(new URL('schemas', import.meta.url))): SchemaStore {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const index = JSON.parse(read('index.json')) as BundleIndex;
  const load = (path: string) => {
    try {
      return read(path);
    } catch {
      // A kind whose file is gone is one that nothing is known of; the newest is laid beside it by the build alone.
      return undefined;
    }
  };
  return new SchemaStore({
    index,
    load: (group, kind) => load(kindPath({ group, kind })),
    loadNewest: (group, kind, version) => (isName(version) ? load(newestPath({ group, kind, version })) : undefined),
  });
}

/** A version is what somebody wrote, and shall name no file but its own. */
function isName(version: string): boolean {
  return /^[a-z0-9]+$/.test(version);
}

/** Writes the newest of every version of every kind below a folder; for the build. */
export function writeNewest(store: SchemaStore, folder: string): void {
  for (const { group, kind, served } of store.kinds)
    for (const version of Object.keys(served)) {
      const newest = store.newest(group, kind, version);
      if (newest) writeFileSync(join(folder, newestPath({ group, kind, version })), JSON.stringify(newest));
    }
}
