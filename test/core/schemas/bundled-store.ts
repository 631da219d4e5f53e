import { readFileSync } from 'node:fs';
import type { BundleIndex } from '../../../server/src/core/schemas/bundle.ts';
import { SchemaStore } from '../../../server/src/core/schemas/schema-store.ts';

/** Returns the store of the bundle in this repository. */
export function bundledStore(): SchemaStore {
  return new SchemaStore({
    index: JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex,
    load: (group, kind) => readFileSync(`schemas/${group}/${kind}.json`, 'utf8'),
  });
}
