import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { parse } from 'yaml';
import { bundleProvider, kindPath, type ReleaseFacts } from '../../../server/src/core/schemas/bundle.ts';
import { exportVersion } from '../../../server/src/core/schemas/export-schema.ts';
import { importCrd } from '../../../server/src/core/schemas/import-crd.ts';
import type { SchemaStore } from '../../../server/src/core/schemas/schema-store.ts';
import type { JsonValue } from '../../../server/src/core/schemas/structural-schema.ts';
import { tagOf } from '../../../server/src/node/import-crds.ts';
import { sharedIsMissing } from '../../support/shared.ts';
import { bundledStore } from './bundled-store.ts';

type Json = { readonly [key: string]: JsonValue };

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly deprecated?: boolean;
      readonly subresources?: { readonly status?: object; readonly scale?: object };
      readonly schema: { readonly openAPIV3Schema: Json };
    }[];
  };
}

const store = bundledStore();

describe('every CRD of every release', { skip: sharedIsMissing }, () => {
  for (const { name, releases } of store.providers)
    describe(name, () => {
      const pathOf = (release: string) => `../shared/crds/${name}/${folderOf(name, release)}`;
      const missing = releases.filter((release) => !existsSync(pathOf(release)));
      const present = releases.filter((release) => !missing.includes(release));
      let crds: ReadonlyMap<string, readonly Crd[]> = new Map();
      before(() => {
        crds = new Map(present.map((release) => [release, readCrds(pathOf(release))]));
      });

      const skip = missing.length > 0 && `../shared/crds has no folder for ${missing.join(', ')}`;

      it('is restored from the bundle without a difference', () => {
        const faults = [...crds].flatMap(([release, all]) => all.flatMap((crd) => faultsOf(crd, release, store)));
        assert.deepEqual(faults, []);
      });

      it('is served in exactly the releases of the bundle', () => {
        const served = [...crds].flatMap(([release, all]) =>
          all.flatMap(({ spec }) =>
            spec.versions
              .filter((version) => version.served)
              .map((version) => `${spec.group}/${spec.names.kind}/${version.name}@${release}`),
          ),
        );
        const known = store.kinds
          .filter(({ provider }) => provider === name)
          .flatMap(({ group, kind, served: versions }) =>
            Object.keys(versions).flatMap((version) =>
              store
                .releasesServing(group, kind, version)
                .filter((release) => present.includes(release))
                .map((release) => `${group}/${kind}/${version}@${release}`),
            ),
          );
        assert.deepEqual(known.sort(), served.sort());
      });

      it('reproduces the files of the bundle byte by byte', { skip }, () => {
        const facts = [...crds].map(
          ([release, all]): ReleaseFacts => ({
            release,
            kinds: all.flatMap((crd) => importCrd(crd as unknown as JsonValue, { keepDescriptions: false }) ?? []),
          }),
        );
        for (const kind of bundleProvider(name, facts).kinds)
          assert.equal(`${JSON.stringify(kind, undefined, 1)}\n`, readFileSync(`schemas/${kindPath(kind)}`, 'utf8'));
      });
    });
});

describe('the bundle', () => {
  it('takes less than 1.5 MB in a package', () => {
    const files = [...store.kinds.map(kindPath), 'index.json'];
    const size = files.reduce((sum, path) => sum + deflateRawSync(readFileSync(`schemas/${path}`)).length, 0);
    assert.ok(size < 400_000, `${size} bytes`);
  });

  it('contains no descriptions', () => {
    const prose = store.kinds.filter((kind) => {
      const text = readFileSync(`schemas/${kindPath(kind)}`, 'utf8');
      return /"description": "/.test(text);
    });
    assert.deepEqual(prose, []);
  });

  it('returns the same schema object for releases that agree', () => {
    for (const { group, kind, served } of store.kinds)
      for (const version of Object.keys(served)) {
        const schemas = store.releasesServing(group, kind, version).map((release) => {
          const own = store.version(group, kind, version, release);
          return { own, text: JSON.stringify(own) };
        });
        for (const [index, each] of schemas.entries())
          if (schemas[index + 1]?.text === each.text)
            assert.equal(schemas[index + 1]?.own, each.own, `${kind} ${version}`);
      }
  });

  it('is read and resolved in a few milliseconds per kind', () => {
    const times = store.kinds.map(({ group, kind, served }) => {
      const fresh = bundledStore();
      const version = Object.keys(served).at(-1) ?? '';
      const release = fresh.releasesServing(group, kind, version).at(-1) ?? '';
      const start = process.cpuUsage();
      assert.ok(fresh.version(group, kind, version, release));
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    // Processor time, because the machine can be busy. Garbage collection makes some of them slower.
    const nineInTen = times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0;
    assert.ok(nineInTen < 5, `${nineInTen.toFixed(1)} ms`);
  });
});

function folderOf(provider: string, release: string): string {
  return readdirSync(`../shared/crds/${provider}`).find((name) => tagOf(name) === release) ?? release;
}

function readCrds(folder: string): readonly Crd[] {
  return readdirSync(folder)
    .sort()
    .map((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')) as Crd);
}

function faultsOf({ spec }: Crd, release: string, from: SchemaStore): readonly string[] {
  const { group, names } = spec;
  return spec.versions.flatMap((expected) => {
    const where = `${names.kind} ${expected.name} ${release}`;
    const own = from.version(group, names.kind, expected.name, release);
    if (!own) return [`${where}: missing`];
    const flags = [own.served, own.storage, own.deprecated, own.isNamespaced, own.hasStatus, own.scale !== undefined];
    const { served, storage, deprecated = false, subresources: { status, scale } = {} } = expected;
    const expectedFlags = [served, storage, deprecated, spec.scope === 'Namespaced', !!status, !!scale];
    const { text } = exportVersion({ ...own, group, kind: names.kind, version: expected.name }, 'openapi');
    return [
      ...(flags.join() === expectedFlags.join() ? [] : [`${where}: ${flags} is not ${expectedFlags}`]),
      ...differences(JSON.parse(text) as Json, expected.schema.openAPIV3Schema, where),
    ];
  });
}

/** Returns the paths at which a schema differs from the CRD without descriptions. Does not use the importer. */
function differences(own: Json, crd: Json, where: string): readonly string[] {
  const keys = Object.keys(crd).filter((key) => key !== 'description');
  const extra = Object.keys(own).filter((key) => !keys.includes(key));
  return [
    ...extra.map((key) => `${where}: ${key} is not in the CRD`),
    ...keys.flatMap((key) => {
      const [one, other] = [own[key], crd[key]];
      const place = `${where}.${key}`;
      if (one === undefined) return [`${place} is missing`];
      if (key === 'properties') return propertyDifferences(one as Json, other as Json, place);
      if (isSchema(key, other)) return differences(one as Json, other as Json, place);
      if (['allOf', 'anyOf', 'oneOf'].includes(key)) {
        const [ours, theirs] = [one as readonly Json[], other as readonly Json[]];
        if (ours.length !== theirs.length) return [`${place} has another length`];
        return theirs.flatMap((each, index) => differences(ours[index] ?? {}, each, `${place}[${index}]`));
      }
      return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other ?? null)) ? [] : [`${place} differs`];
    }),
  ];
}

function isSchema(key: string, value: JsonValue | undefined): boolean {
  return ['items', 'additionalProperties', 'not'].includes(key) && typeof value === 'object';
}

function propertyDifferences(own: Json, crd: Json, where: string): readonly string[] {
  if (Object.keys(own).sort().join() !== Object.keys(crd).sort().join()) return [`${where}: other names`];
  return Object.keys(crd).flatMap((name) => differences(own[name] as Json, crd[name] as Json, `${where}.${name}`));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
