import { checkedSchema } from './checked-schema.ts';
import { demandedBy, type JsonSchema, jsonSchemaOf, withResourceFields } from './json-schema.ts';
import type { SchemaStore } from './schema-store.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** `openapi`: what the CRD says; `jsonschema`: the same for tools that read JSON Schema draft 7. */
export type ExportFormat = 'openapi' | 'jsonschema';

export interface ExportedVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly schema: StructuralSchema;
  /** Whether `status` is a subresource: the server then drops what is written there. */
  readonly hasStatus: boolean;
}

export interface ExportedFile {
  /** Below the folder that is written to: `<group>/<Kind>_<version>.json`. */
  readonly path: string;
  readonly text: string;
}

/** A file for every version of every kind that a release serves; none where the provider or the release is unknown. */
export function* exportRelease(
  store: SchemaStore,
  provider: string,
  release: string,
  format: ExportFormat,
): Generator<ExportedFile> {
  for (const entry of store.kinds) {
    if (entry.provider !== provider) continue;
    const { group, kind } = entry;
    for (const version of store.versionsServed(group, kind, release)) {
      const own = store.version(group, kind, version, release);
      if (own) yield exportVersion({ ...own, group, kind, version }, format);
    }
  }
}

export function exportVersion(exported: ExportedVersion, format: ExportFormat): ExportedFile {
  const value = format === 'openapi' ? exportOpenApi(exported) : exportJsonSchema(exported);
  const { group, kind, version } = exported;
  return { path: `${group}/${kind}_${version}.json`, text: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** Exactly the CRD's `openAPIV3Schema`, with the prose that the schema has, if any. */
function exportOpenApi({ schema }: ExportedVersion): StructuralSchema {
  return schema;
}

/**
 * A JSON Schema of whole objects: it demands the kind's own `apiVersion` and `kind`, and a `metadata`. Of a `status` that
 * the server drops it only says which fields exist.
 */
export function exportJsonSchema({ group, kind, version, schema, hasStatus }: ExportedVersion): JsonSchema {
  const { properties: checked, required = [] } = checkedSchema(schema, hasStatus);
  const written = { ...schema, properties: { ...schema.properties, ...checked }, required };
  const translated = withResourceFields(written, jsonSchemaOf(written));
  const properties = translated.properties as Readonly<Record<string, JsonSchema>>;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
    ...translated,
    properties: {
      ...properties,
      apiVersion: { ...properties.apiVersion, enum: [`${group}/${version}`] },
      kind: { ...properties.kind, enum: [kind] },
    },
    required: ['apiVersion', 'kind', 'metadata', ...demandedBy(written)],
  };
}
