import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BundleIndex,
  bundleProvider,
  compareReleases,
  findProvider,
  type KindHistory,
  kindPath,
  minorOf,
  type Provider,
  type ReleaseFacts,
  releaseFacts,
} from '../core/index.ts';
import { readIndex, readRelease, writeJson } from './import-crds.ts';

export interface AddedRelease {
  readonly index: BundleIndex;
  /** The name of the provider's repository. */
  readonly provider: string;
  /** The earlier patch release of the same minor release, which the new one replaces. */
  readonly replaced: string | undefined;
  /** Kinds that the replaced or else the previous release has and the new one does not. */
  readonly removedKinds: readonly string[];
  readonly addedKinds: readonly string[];
}

export interface NewRelease {
  /** The provider's repository or an alias. */
  readonly provider: string;
  /** As the repository names it, `v1.15.0`. */
  readonly release: string;
  /** The day of the release, `2026-07-30`. */
  readonly date: string;
  /** The folder with the CustomResourceDefinitions of the release. */
  readonly crds: string;
}

/** Pre-releases are excluded: `compareReleases` orders `v1.1.0-rc.1` after `v1.1.0`. */
const RELEASE = /^(?:v|edge-)\d+\.\d+\.\d+$|^\d+\.\d+\.\d+-edge$/;

/**
 * Merges the CRDs of one release into a bundle. Files of other providers, and of unchanged kinds, stay byte-identical.
 * The result equals that of `importBundle` for all releases. Throws an Error, and writes nothing, for unknown providers,
 * malformed releases and dates, existing and older releases, and a folder without CRDs of the provider.
 */
export function addRelease(bundle: string, { provider: name, release, date, crds }: NewRelease): AddedRelease {
  const index = readIndex(bundle);
  const provider = findProvider(name, index.providers);
  if (!provider)
    throw new Error(`Unknown provider ${name}. Use one of ${index.providers.map((each) => each.name).join(', ')}.`);
  const replaced = replacedBy(provider, release);
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`${date} is not a date. Use the form 2026-07-30.`);

  const entries = index.kinds.filter((kind) => kind.provider === provider.name);
  const kinds = entries.map((kind) => JSON.parse(readFileSync(join(bundle, kindPath(kind)), 'utf8')) as KindHistory);
  const before = releaseFacts(kinds, provider.releases);
  const previous =
    before.find((each) => each.release === replaced) ??
    before.findLast((each) => compareReleases(each.release, release) < 0);
  const added = readOwnRelease(crds, release, provider, index);
  const releases = [...before, added]
    .filter((each) => each.release !== replaced)
    .sort((a, b) => compareReleases(a.release, b.release));
  const bundled = bundleProvider(provider.name, releases);

  for (const kind of entries) rmSync(join(bundle, kindPath(kind)));
  for (const kind of bundled.kinds) writeJson(join(bundle, kindPath(kind)), kind);
  const merged: BundleIndex = {
    providers: index.providers.map((each) => (each === provider ? withReleases(each, releases, release, date) : each)),
    kinds: [...index.kinds.filter((kind) => kind.provider !== provider.name), ...bundled.entries].sort((a, b) =>
      kindPath(a) < kindPath(b) ? -1 : 1,
    ),
  };
  writeJson(join(bundle, 'index.json'), merged);

  const [old, current] = [previous?.kinds ?? [], added.kinds].map((each) => each.map(({ kind }) => kind));
  return {
    index: merged,
    provider: provider.name,
    replaced,
    removedKinds: old?.filter((kind) => !current?.includes(kind)) ?? [],
    addedKinds: current?.filter((kind) => !old?.includes(kind)) ?? [],
  };
}

/** Returns the release of the same minor release. Throws if the new release is malformed, known or older. */
function replacedBy({ name, releases }: Provider, release: string): string | undefined {
  if (!RELEASE.test(release))
    throw new Error(
      `${release} is not a release. Use the name of its tag, such as v1.15.0 or 26.8.2-edge. Pre-releases are not supported.`,
    );
  if (releases.includes(release)) throw new Error(`The bundle already has ${name} ${release}.`);
  const replaced = releases.find((each) => minorOf(each) === minorOf(release));
  if (replaced !== undefined && compareReleases(replaced, release) > 0)
    throw new Error(`The bundle already has ${name} ${replaced}, which is newer than ${release}.`);
  return replaced;
}

/** Reads the CRDs of a folder. Throws if they are not those of the provider. */
function readOwnRelease(crds: string, release: string, { name }: Provider, { kinds }: BundleIndex): ReleaseFacts {
  if (!existsSync(crds)) throw new Error(`${crds} does not exist.`);
  const added = readRelease(crds, release);
  if (added.kinds.length === 0) throw new Error(`${crds} contains no CustomResourceDefinitions (*.yaml).`);
  const paths = new Set(added.kinds.map(kindPath));
  const known = kinds.filter((each) => paths.has(kindPath(each)));
  const foreign = known.find(({ provider }) => provider !== name);
  if (foreign)
    throw new Error(
      `${crds} contains ${foreign.kind} of ${foreign.provider}. Use a folder with only the CRDs of ${name}.`,
    );
  if (known.length === 0 && kinds.some(({ provider }) => provider === name))
    throw new Error(`${crds} contains no known kind of ${name}. Use the CRDs of ${name}.`);
  return added;
}

function withReleases(
  provider: Provider,
  releases: readonly { readonly release: string }[],
  added: string,
  date: string,
): Provider {
  const names = releases.map(({ release }) => release);
  const dates: Readonly<Record<string, string>> = { ...provider.dates, [added]: date };
  return {
    ...provider,
    releases: names,
    dates: Object.fromEntries(names.flatMap((name) => (dates[name] ? [[name, dates[name]]] : []))),
  };
}
