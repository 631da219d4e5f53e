import { embeddedTypeOf } from './embedded-types.ts';
import type { SchemaStore } from './schema-store.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A field that needs a description. */
export interface SpecField {
  /** As in the description files: `spec.pools[].start`, `spec.metadata.*.name`. */
  readonly path: string;
  /** The schema of the field in the newest release that has it, by version. */
  readonly schemas: ReadonlyMap<string, StructuralSchema>;
}

/**
 * Returns the fields of a kind's `spec` in all served versions, in the order of the newest release. Excludes the fields
 * of embedded Kubernetes types.
 */
export function specFields(store: SchemaStore, group: string, kind: string): readonly SpecField[] {
  const fields = new Map<string, Map<string, StructuralSchema>>();
  for (const [version, schema] of servedSchemas(store, group, kind))
    for (const [path, field] of fieldsBelow(schema.properties?.spec, 'spec')) {
      const schemas = fields.get(path) ?? new Map<string, StructuralSchema>();
      fields.set(path, schemas);
      if (!schemas.has(version)) schemas.set(version, field);
    }
  return [...fields].map(([path, schemas]) => ({ path, schemas }));
}

/** Yields each distinct schema once, the newest release first. */
function* servedSchemas(store: SchemaStore, group: string, kind: string): Generator<[string, StructuralSchema]> {
  const seen = new Set<StructuralSchema>();
  for (const release of store.providerOf(group, kind)?.releases.toReversed() ?? [])
    for (const version of store.versionsServed(group, kind, release)) {
      const schema = store.version(group, kind, version, release)?.schema;
      if (!schema || seen.has(schema)) continue;
      seen.add(schema);
      yield [version, schema];
    }
}

function* fieldsBelow(schema: StructuralSchema | undefined, path: string): Generator<[string, StructuralSchema]> {
  if (!schema || embeddedTypeOf(schema)) return;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield [`${path}.${name}`, field];
    yield* fieldsBelow(field, `${path}.${name}`);
  }
  yield* fieldsBelow(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') yield* fieldsBelow(schema.additionalProperties, `${path}.*`);
}
