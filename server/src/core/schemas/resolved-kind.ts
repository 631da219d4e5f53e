import { OBJECT_META } from './object-meta.ts';
import type { KindVersion, SchemaStore } from './schema-store.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A kind at the target release of its provider, or at the newest release if there is no target. */
export interface ResolvedKind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  /** The name of the provider's repository. `release` is one of its releases. */
  readonly provider: string;
  readonly release: string;
  readonly kindVersion: KindVersion;
  /** The schema of the complete object, including metadata, without descriptions. */
  readonly schema: StructuralSchema;
}

/** The target releases by the name of the provider's repository. */
type Targets = Readonly<Record<string, string>>;

/**
 * Resolves a kind at the target release if that serves the version, else at the newest release that does. If no release
 * serves the version, for example because it is being typed, the preferred version is used. Returns undefined for an
 * unknown kind.
 */
export function resolveKind(
  store: SchemaStore,
  targets: Targets,
  place: { readonly group: string; readonly kind: string; readonly version: string },
): ResolvedKind | undefined {
  const { group, kind } = place;
  const provider = store.providerOf(group, kind);
  if (!provider) return undefined;
  const target = targets[provider.name];
  const known = store.releasesServing(group, kind, place.version);
  const version =
    known.length > 0 ? place.version : preferredVersion(store, group, kind, target, provider.releases.toReversed());
  if (version === undefined) return undefined;
  const serving = known.length > 0 ? known : store.releasesServing(group, kind, version);
  const release = target !== undefined && serving.includes(target) ? target : serving.at(-1);
  const kindVersion = release === undefined ? undefined : store.version(group, kind, version, release);
  if (!kindVersion || release === undefined) return undefined;
  return { group, kind, version, provider: provider.name, release, kindVersion, schema: objectSchema(kindVersion) };
}

function preferredVersion(
  store: SchemaStore,
  group: string,
  kind: string,
  target: string | undefined,
  newestFirst: readonly string[],
): string | undefined {
  for (const release of target === undefined ? newestFirst : [target, ...newestFirst]) {
    const [version] = store.versionsServed(group, kind, release);
    if (version !== undefined) return version;
  }
  return undefined;
}

/**
 * Returns the schema of complete objects, like `kubectl explain`. A CRD does not define `apiVersion`, `kind` and
 * `metadata`.
 */
function objectSchema({ schema, isNamespaced }: KindVersion): StructuralSchema {
  const { namespace, ...metadata } = OBJECT_META.properties ?? {};
  const { apiVersion, kind, metadata: _, ...rest } = schema.properties ?? {};
  return {
    ...schema,
    required: ['apiVersion', 'kind', 'metadata', ...(schema.required ?? [])],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: {
        ...OBJECT_META,
        required: ['name'],
        properties: { ...metadata, ...(isNamespaced && namespace ? { namespace } : {}) },
      },
      ...rest,
    },
  };
}
