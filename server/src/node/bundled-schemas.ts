import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundleIndex, kindPath, SchemaStore } from '../core/index.ts';

/** The schemas that the build lays beside the bundle; each kind is read when it is first met. */
export function bundledSchemas(folder = fileURLToPath(new URL('schemas', import.meta.url))): SchemaStore {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const index = JSON.parse(read('index.json')) as BundleIndex;
  const load = (group: string, kind: string) => {
    try {
      return read(kindPath({ group, kind }));
    } catch {
      // A kind whose file is gone is one that nothing is known of.
      return undefined;
    }
  };
  return new SchemaStore({ index, load });
}
