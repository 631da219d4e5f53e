import { isObject } from './history.ts';
import { isReadableSchema } from './schema-form.ts';
import type { JsonValue } from './structural-schema.ts';

/** The parts of a CustomResourceDefinition that the API server acts on, without descriptions. */
export interface KindFacts {
  readonly group: string;
  readonly kind: string;
  readonly facts: { readonly [key: string]: JsonValue };
  /** The path or URI of the defining file. Only set for CustomResourceDefinitions of the user. */
  readonly source?: string;
  /** True if a mutating webhook of the workspace may add fields. Only set for CustomResourceDefinitions of the user. */
  readonly isMutated?: boolean;
}

export interface ImportOptions {
  /** Keeps descriptions. For CustomResourceDefinitions of the user, which have no bundled descriptions. */
  readonly keepDescriptions: boolean;
}

/**
 * Reads a CustomResourceDefinition (apiextensions.k8s.io/v1). Returns undefined if it is not one, or has no group or
 * kind.
 */
export function importCrd(crd: JsonValue, options: ImportOptions): KindFacts | undefined {
  const spec = isObject(crd) && crd.kind === 'CustomResourceDefinition' ? crd.spec : undefined;
  if (!isObject(spec) || !isObject(spec.names)) return undefined;
  const { group } = spec;
  const { kind, plural, singular, shortNames, categories } = spec.names;
  if (typeof group !== 'string' || typeof kind !== 'string') return undefined;
  const versions = Array.isArray(spec.versions) ? spec.versions.filter(isObject) : [];
  return {
    group,
    kind,
    facts: written({
      scope: spec.scope,
      names: written({ plural, singular, shortNames, categories }),
      versions: Object.fromEntries(versions.map((version) => [String(version.name), versionFacts(version, options)])),
    }),
  };
}

function versionFacts(version: { readonly [key: string]: JsonValue }, options: ImportOptions): JsonValue {
  const schema = isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
  const { served, storage, deprecated, deprecationWarning, subresources } = version;
  return written({
    served,
    storage,
    deprecated,
    deprecationWarning,
    subresources,
    schema: schema === undefined ? undefined : importSchema(schema, options),
  });
}

/** The keys of a schema that contain schemas. Everything else is data: a property may be named `type`. */
const SCHEMA_KEYS = new Set(['items', 'additionalProperties', 'not']);
const SCHEMA_LIST_KEYS = new Set(['allOf', 'anyOf', 'oneOf']);
const SCHEMA_MAP_KEYS = new Set(['properties', 'patternProperties', 'definitions']);
const PROSE = new Set(['description', 'title', 'example', 'externalDocs']);

/** Accepts every value. */
const UNKNOWN: JsonValue = { 'x-kubernetes-preserve-unknown-fields': true };

/** Of a schema that the API server cannot read, nothing is known. */
export function importSchema(schema: JsonValue, options: ImportOptions): JsonValue {
  if (!isReadableSchema(schema)) return UNKNOWN;
  const facts: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(schema)) {
    // Go reads a field without a value as absent.
    if (value === null) continue;
    if (PROSE.has(key) && !options.keepDescriptions) continue;
    facts[key] = importKey(key, value, options);
  }
  return facts;
}

function importKey(key: string, value: JsonValue, options: ImportOptions): JsonValue {
  if (SCHEMA_KEYS.has(key) && typeof value !== 'boolean') return importSchema(value, options);
  if (SCHEMA_LIST_KEYS.has(key) && Array.isArray(value)) return value.map((each) => importSchema(each, options));
  if (SCHEMA_MAP_KEYS.has(key) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, importSchema(each, options)]));
  return value;
}

function written(facts: { readonly [key: string]: JsonValue | undefined }): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
