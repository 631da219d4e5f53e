import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import {
  type BundleIndex,
  bundleProvider,
  importCrd,
  type JsonValue,
  type KindHistory,
  kindPath,
  type ReleaseFacts,
} from '../core/index.ts';

interface Release {
  readonly provider: string;
  readonly release: string;
}

/**
 * Writes the bundle of a folder of CustomResourceDefinitions into another: `FROM/<provider>/<release>/*.yaml`, with
 * `FROM/releases.json` naming the releases of each provider in their order. The same input gives the same bytes.
 */
export function importBundle(from: string, to: string): BundleIndex {
  const releases = JSON.parse(readFileSync(join(from, 'releases.json'), 'utf8')) as readonly Release[];
  const names = [...new Set(releases.map(({ provider }) => provider))];
  const kinds: KindHistory[] = names.flatMap((provider) => {
    const own = releases.filter((release) => release.provider === provider);
    return bundleProvider(
      provider,
      own.map(({ release }) => readRelease(join(from, provider, release), release)),
    );
  });
  const index: BundleIndex = {
    providers: names.map((name) => ({
      name,
      releases: releases.filter(({ provider }) => provider === name).map(({ release }) => release),
    })),
    kinds: kinds
      .map(({ group, kind, provider }) => ({ group, kind, provider }))
      .sort((a, b) => (kindPath(a) < kindPath(b) ? -1 : 1)),
  };
  for (const { group } of kinds) rmSync(join(to, group), { recursive: true, force: true });
  for (const kind of kinds) write(join(to, kindPath(kind)), kind);
  write(join(to, 'index.json'), index);
  return index;
}

function readRelease(folder: string, release: string): ReleaseFacts {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  return {
    release,
    kinds: files.flatMap((name) => {
      // Definitions are plain YAML; aliases in them are not, and would be shared between facts.
      const crd = parse(readFileSync(join(folder, name), 'utf8'), { maxAliasCount: 0 }) as JsonValue;
      return importCrd(crd, { keepDescriptions: false }) ?? [];
    }),
  };
}

function write(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, undefined, 1)}\n`);
}
