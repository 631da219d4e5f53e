import { OBJECT_META } from './object-meta.ts';
import type { KindVersion, SchemaStore } from './schema-store.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A kind as somebody writes it: by the release in force, which is the target or else the newest. */
export interface KindInForce {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  /** The name of the provider's repository, and its release. */
  readonly provider: string;
  readonly release: string;
  readonly own: KindVersion;
  /** Of the whole object, its metadata included; without prose. */
  readonly schema: StructuralSchema;
}

/** Releases by the name of the provider's repository. */
type Targets = Readonly<Record<string, string>>;

/**
 * A kind by the target, where that serves the version, and else by the newest release that does. A version that no
 * release serves, one that is half typed, stands for the one that is preferred. Undefined for kinds that we know
 * nothing of.
 */
export function kindInForce(
  store: SchemaStore,
  targets: Targets,
  place: { readonly group: string; readonly kind: string; readonly version: string },
): KindInForce | undefined {
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
  const own = release === undefined ? undefined : store.version(group, kind, version, release);
  if (!own || release === undefined) return undefined;
  return { group, kind, version, provider: provider.name, release, own, schema: wholeSchema(own) };
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

/** What `kubectl explain` would know: a CRD leaves to Kubernetes what all objects have. */
function wholeSchema({ schema, isNamespaced }: KindVersion): StructuralSchema {
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
