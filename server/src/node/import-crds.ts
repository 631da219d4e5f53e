import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  type BundleIndex,
  bundleProvider,
  importCrd,
  type JsonValue,
  kindPath,
  type Provider,
  type ReleaseFacts,
} from '../core/index.ts';

interface Release {
  readonly provider: string;
  readonly release: string;
  readonly date: string;
}

/**
 * Writes the bundle of a folder of CustomResourceDefinitions: `FROM/<provider>/<release>/*.yaml`, with the releases of
 * each provider in order in `FROM/releases.json`. Output is deterministic.
 */
export function importBundle(from: string, to: string): BundleIndex {
  const releases = JSON.parse(readFileSync(join(from, 'releases.json'), 'utf8')) as readonly Release[];
  const names = [...new Set(releases.map(({ provider }) => provider))];
  const bundled = names.map((provider) => {
    const own = releases.filter((release) => release.provider === provider);
    return bundleProvider(
      provider,
      own.map(({ release }) => readRelease(join(from, provider, release), tagOf(release))),
    );
  });
  const before = existsSync(join(to, 'index.json')) ? readIndex(to).providers : [];
  const index: BundleIndex = {
    providers: names.map((name) => ({ ...namesOf(name, before), ...providerOf(name, releases) })),
    kinds: bundled.flatMap(({ entries }) => entries).sort((a, b) => (kindPath(a) < kindPath(b) ? -1 : 1)),
  };
  // Remove kinds that no release has anymore.
  for (const { group } of index.kinds) rmSync(join(to, group), { recursive: true, force: true });
  for (const kind of bundled.flatMap(({ kinds }) => kinds)) writeJson(join(to, kindPath(kind)), kind);
  writeJson(join(to, 'index.json'), index);
  return index;
}

function providerOf(name: string, releases: readonly Release[]): Provider {
  const own = releases.filter(({ provider }) => provider === name);
  return {
    name,
    releases: own.map(({ release }) => tagOf(release)),
    dates: Object.fromEntries(own.map(({ release, date }) => [tagOf(release), date])),
  };
}

/** Returns the tag of a state of the main branch that became a release. */
export function tagOf(release: string): string {
  return TAGS.get(release) ?? release;
}

/** Source: Kamaji, commit ddbabd8. */
const TAGS: ReadonlyMap<string, string> = new Map([['main-2026-08-03', '26.8.2-edge']]);

/** Returns the title and the aliases of a provider, which no CRD contains. */
function namesOf(name: string, providers: readonly Provider[]): Pick<Provider, 'name' | 'title' | 'aliases'> {
  const provider = providers.find((each) => each.name === name);
  return {
    name,
    ...(provider?.title === undefined ? {} : { title: provider.title }),
    ...(provider?.aliases === undefined ? {} : { aliases: provider.aliases }),
  };
}

export function readIndex(folder: string): BundleIndex {
  return JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as BundleIndex;
}

/** Returns the kinds that the CustomResourceDefinitions of a folder define. Throws with the file name for broken YAML. */
export function readRelease(folder: string, release: string): ReleaseFacts {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  return {
    release,
    kinds: files.flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8')).flatMap((document) => {
        if (document.errors[0]) throw new Error(`${join(folder, name)}: ${document.errors[0].message}`);
        // Aliases would be shared between facts; CRDs do not contain any.
        return importCrd(document.toJS({ maxAliasCount: 0 }) as JsonValue, { keepDescriptions: false }) ?? [];
      }),
    ),
  };
}

/** Writes JSON in the format of the bundle, and creates the folder. */
export function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, undefined, 1)}\n`);
}
