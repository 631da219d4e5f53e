import type { SchemaStore } from './schema-store.ts';

/** The end of a version of a kind: the release after the target does not serve it. */
export interface VersionRemoval {
  /** The provider's repository. */
  readonly provider: string;
  /** The first release that does not serve the version. */
  readonly release: string;
  /** The versions of the kind that this release serves, in the order of preference of Kubernetes. */
  readonly replacements: readonly string[];
  /** The replacements that the target release serves as well. */
  readonly available: readonly string[];
}

/** Returns the removal of a version of a kind in the release after the target, according to the CRDs of both. */
export function versionRemoval(
  store: SchemaStore,
  { group, kind, version }: { readonly group: string; readonly kind: string; readonly version: string },
  targets: Readonly<Record<string, string>>,
): VersionRemoval | undefined {
  const provider = store.providerOf(group, kind);
  const target = provider && targets[provider.name];
  if (!provider || target === undefined || !store.isServed(group, kind, version, target)) return undefined;
  const release = provider.releases[provider.releases.indexOf(target) + 1];
  if (release === undefined || store.isServed(group, kind, version, release)) return undefined;
  const replacements = store.versionsServed(group, kind, release);
  return {
    provider: provider.name,
    release,
    replacements,
    available: replacements.filter((each) => store.isServed(group, kind, each, target)),
  };
}
