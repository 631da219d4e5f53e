import { checkedSchema } from './checked-schema.ts';
import { type JsonSchema, jsonSchemaOf, requiredFields, withResourceFields } from './json-schema.ts';
import type { SchemaStore } from './schema-store.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** `openapi`: the schema of the CRD; `jsonschema`: the same for tools that read JSON Schema draft 7. */
export type ExportFormat = 'openapi' | 'jsonschema';

export interface ExportedVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly schema: StructuralSchema;
  /** True if `status` is a subresource. The API server drops its content on create and update. */
  readonly hasStatus: boolean;
}

export interface ExportedFile extends Pick<ExportedVersion, 'group' | 'kind' | 'version'> {
  /**
   * Relative to the output folder: `<group>/<kind>_<version>.json`, with the kind in lowercase. kubeconform
   * (pkg/registry/registry.go) and yaml-language-server (k8sSchemaUtil.ts) look for this name.
   */
  readonly path: string;
  readonly text: string;
}

/** Yields a file for each served version of each kind of a release; none for an unknown provider or release. */
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
  const path = `${group}/${kind.toLowerCase()}_${version}.json`;
  return { group, kind, version, path, text: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** Returns the CRD's `openAPIV3Schema`, with its descriptions if it has any. */
function exportOpenApi({ schema }: ExportedVersion): StructuralSchema {
  return schema;
}

/**
 * Returns a JSON Schema of complete objects. It requires the kind's `apiVersion` and `kind`, and `metadata`. For a
 * `status` that the API server drops, it only defines which fields exist.
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
    required: ['apiVersion', 'kind', 'metadata', ...requiredFields(written)],
  };
}
