import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BundleIndex,
  bundleProvider,
  compareReleases,
  type KindHistory,
  kindPath,
  minorOf,
  type Provider,
  releaseFacts,
} from '../core/index.ts';
import { readIndex, readRelease, writeJson } from './import-crds.ts';

export interface AddedRelease {
  readonly index: BundleIndex;
  /** The earlier patch release of the same minor release, which the new one replaces. */
  readonly replaced: string | undefined;
  /** The kinds that the new release no longer has. */
  readonly removedKinds: readonly string[];
  readonly addedKinds: readonly string[];
}

export interface NewRelease {
  readonly provider: string;
  /** As the repository names it, `v1.15.0`. */
  readonly release: string;
  /** The day of the release, `2026-07-30`. */
  readonly date: string;
  /** The folder with the CustomResourceDefinitions of the release. */
  readonly crds: string;
}

/**
 * Merges the CRDs of one release into a bundle. Files of other providers, and of unchanged kinds, stay byte-identical.
 * The result equals that of `importBundle` for all releases. Throws an Error for an unknown provider, an existing
 * release, and a folder without CRDs.
 */
export function addRelease(bundle: string, { provider: name, release, date, crds }: NewRelease): AddedRelease {
  const index = readIndex(bundle);
  const provider = index.providers.find((each) => each.name === name);
  if (!provider)
    throw new Error(`Unknown provider ${name}. Use one of ${index.providers.map((each) => each.name).join(', ')}.`);
  if (provider.releases.includes(release)) throw new Error(`The bundle already has ${name} ${release}.`);
  const added = readRelease(crds, release);
  if (added.kinds.length === 0) throw new Error(`${crds} contains no CustomResourceDefinitions (*.yaml).`);

  const entries = index.kinds.filter((kind) => kind.provider === name);
  const kinds = entries.map((kind) => JSON.parse(readFileSync(join(bundle, kindPath(kind)), 'utf8')) as KindHistory);
  const replaced = provider.releases.find((each) => minorOf(each) === minorOf(release));
  const releases = [...releaseFacts(kinds, provider.releases), added]
    .filter((each) => each.release !== replaced)
    .sort((a, b) => compareReleases(a.release, b.release));
  const bundled = bundleProvider(name, releases);

  for (const kind of entries) rmSync(join(bundle, kindPath(kind)));
  for (const kind of bundled.kinds) writeJson(join(bundle, kindPath(kind)), kind);
  const merged: BundleIndex = {
    providers: index.providers.map((each) => (each === provider ? withReleases(each, releases, release, date) : each)),
    kinds: [...index.kinds.filter((kind) => kind.provider !== name), ...bundled.entries].sort((a, b) =>
      kindPath(a) < kindPath(b) ? -1 : 1,
    ),
  };
  writeJson(join(bundle, 'index.json'), merged);

  const [previous, current] = [releases.at(-2)?.kinds ?? [], added.kinds].map((each) => each.map(({ kind }) => kind));
  return {
    index: merged,
    replaced,
    removedKinds: previous?.filter((kind) => !current?.includes(kind)) ?? [],
    addedKinds: current?.filter((kind) => !previous?.includes(kind)) ?? [],
  };
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
