import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { addRelease } from '../../../server/src/node/add-release.ts';
import { importBundle } from '../../../server/src/node/import-crds.ts';
import { outdatedTables, verifiedTables } from '../../../server/src/node/outdated-tables.ts';

const root = mkdtempSync(join(tmpdir(), 'add-release-'));
after(() => rmSync(root, { recursive: true }));

function crd(kind: string, fields: string): string {
  return `---
kind: CustomResourceDefinition
spec:
  group: example.org
  scope: Namespaced
  names: { kind: ${kind} }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: ${fields} } } }
`;
}

const RELEASES: Readonly<Record<string, string>> = {
  'v1.0.0': crd('One', '{ a: { type: string }, b: { type: integer } }') + crd('Old', '{}'),
  'v1.1.0': crd('One', '{ b: { type: integer, maximum: 3 } }'),
  'v1.2.0': crd('One', '{ b: { type: integer }, c: { type: string } }') + crd('New', '{}'),
  'v1.2.1': crd('One', '{ b: { type: integer }, d: { type: string } }'),
};

/** Writes a folder for `importBundle` with some of RELEASES, and returns its path. */
function folderOf(name: string, releases: readonly string[]): string {
  const list = releases.map((release) => ({ provider: 'example', release, date: '2026-01-01' }));
  write(join(root, name, 'releases.json'), JSON.stringify(list));
  for (const release of releases) write(join(root, name, 'example', release, 'all.yaml'), RELEASES[release] ?? '');
  return join(root, name);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function bytesOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

const ALL = ['v1.0.0', 'v1.1.0', 'v1.2.0'];
const all = folderOf('all', ALL);

function add(bundle: string, release: string, provider = 'example') {
  const crds = join(folderOf(`crds-${release}`, [release]), 'example', release);
  return addRelease(bundle, { provider, release, date: '2026-01-01', crds });
}

describe('adding a release', () => {
  for (const added of ['v1.2.0', 'v1.1.0', 'v1.0.0'])
    it(`gives the same bundle as importing all releases, if it is ${added}`, () => {
      const [bundle, expected] = [join(root, `without-${added}`), join(root, `with-${added}`)];
      importBundle(
        folderOf(
          `some-${added}`,
          ALL.filter((release) => release !== added),
        ),
        bundle,
      );
      add(bundle, added);
      importBundle(all, expected);
      assert.deepEqual(Object.keys(bytesOf(bundle)), Object.keys(bytesOf(expected)));
      for (const [path, text] of Object.entries(bytesOf(expected)))
        assert.deepEqual(JSON.parse(bytesOf(bundle)[path] ?? ''), JSON.parse(text), path);
    });

  it('replaces the earlier patch release, and reports new and removed kinds', () => {
    const bundle = join(root, 'patch');
    importBundle(all, bundle);
    const { index, replaced, removedKinds } = add(bundle, 'v1.2.1');
    assert.equal(replaced, 'v1.2.0');
    assert.deepEqual(index.providers[0]?.releases, ['v1.0.0', 'v1.1.0', 'v1.2.1']);
    assert.deepEqual(removedKinds, ['New']);
    assert.ok(!existsSync(join(bundle, 'example.org/New.json')));
  });

  it('keeps titles and aliases, as an import does', () => {
    const bundle = join(root, 'titles');
    importBundle(folderOf('two', ALL.slice(0, 2)), bundle);
    const index = JSON.parse(readFileSync(join(bundle, 'index.json'), 'utf8'));
    Object.assign(index.providers[0], { title: 'Example', aliases: ['ex'] });
    write(join(bundle, 'index.json'), JSON.stringify(index));
    const [provider] = add(bundle, 'v1.2.0').index.providers;
    assert.deepEqual([provider?.title, provider?.aliases], ['Example', ['ex']]);
    const [imported] = importBundle(all, bundle).providers;
    assert.deepEqual([imported?.title, imported?.aliases], ['Example', ['ex']]);
  });

  it('rejects known releases, unknown providers and folders without CRDs', () => {
    const bundle = join(root, 'rejected');
    importBundle(all, bundle);
    const before = bytesOf(bundle);
    assert.throws(() => add(bundle, 'v1.2.0'), /already has example v1\.2\.0/);
    const other = { provider: 'other', release: 'v1.0.0', date: '2026-01-01', crds: root };
    assert.throws(() => addRelease(bundle, other), /Use one of example/);
    const empty = { provider: 'example', release: 'v1.9.0', date: '2026-01-01', crds: root };
    assert.throws(() => addRelease(bundle, empty), /contains no CustomResourceDefinitions/);
    const missing = { ...empty, crds: join(root, 'nowhere') };
    assert.throws(() => addRelease(bundle, missing), /nowhere does not exist/);
    assert.deepEqual(bytesOf(bundle), before);
  });

  it('compares the kinds with the replaced release, or with the one before', () => {
    const bundle = join(root, 'compared');
    importBundle(folderOf('three', ['v1.0.0', 'v1.2.0']), bundle);
    const { addedKinds, removedKinds } = add(bundle, 'v1.1.0');
    assert.deepEqual([addedKinds, removedKinds], [[], ['Old']]);
    assert.deepEqual(add(bundle, 'v1.2.1').removedKinds, ['New']);
  });

  it('accepts an alias of the provider', () => {
    const bundle = join(root, 'alias');
    importBundle(folderOf('two-of-three', ALL.slice(0, 2)), bundle);
    const index = JSON.parse(readFileSync(join(bundle, 'index.json'), 'utf8'));
    Object.assign(index.providers[0], { aliases: ['ex'] });
    write(join(bundle, 'index.json'), JSON.stringify(index));
    const { provider, index: after } = add(bundle, 'v1.2.0', 'ex');
    assert.equal(provider, 'example');
    assert.deepEqual(after.providers[0]?.releases, ALL);
  });

  it('rejects the CRDs of another provider, and a folder without a known kind', () => {
    const bundle = join(root, 'foreign');
    importBundle(all, bundle);
    const index = JSON.parse(readFileSync(join(bundle, 'index.json'), 'utf8'));
    index.providers.push({ name: 'other', releases: ['v1.0.0'] });
    index.kinds.push({ group: 'example.org', kind: 'Foreign', provider: 'other', served: { v1: ['v1.0.0..'] } });
    write(join(bundle, 'index.json'), JSON.stringify(index));
    const before = bytesOf(bundle);
    const addKind = (kind: string) => {
      write(join(root, kind, 'crd.yaml'), crd('One', '{}') + crd(kind, '{}'));
      addRelease(bundle, { provider: 'example', release: 'v1.3.0', date: '2026-01-01', crds: join(root, kind) });
    };
    assert.throws(() => addKind('Foreign'), /contains Foreign of other\. Use a folder with only the CRDs of example/);
    write(join(root, 'unknown', 'crd.yaml'), crd('Unknown', '{}'));
    const unknown = { provider: 'example', release: 'v1.3.0', date: '2026-01-01', crds: join(root, 'unknown') };
    assert.throws(() => addRelease(bundle, unknown), /contains no known kind of example/);
    assert.deepEqual(bytesOf(bundle), before);
  });

  it('rejects older patch releases, and malformed releases and dates', () => {
    const bundle = join(root, 'malformed');
    importBundle(all, bundle);
    const before = bytesOf(bundle);
    const release = (name: string, date = '2026-01-01') =>
      addRelease(bundle, { provider: 'example', release: name, date, crds: join(all, 'example', 'v1.2.0') });
    for (const name of ['1.3.0', 'v1.3', 'v1.3.0-rc.1', 'latest', 'main', ''])
      assert.throws(() => release(name), /is not a release/, name);
    for (const date of ['yesterday', '30.07.2026', '']) assert.throws(() => release('v1.3.0', date), /is not a date/);
    importBundle(folderOf('newer', ['v1.2.1']), bundle);
    assert.throws(() => release('v1.2.0'), /already has example v1\.2\.1, which is newer than v1\.2\.0/);
    importBundle(all, bundle);
    assert.deepEqual(bytesOf(bundle), before);
  });
});

describe('outdated tables', () => {
  it('are the tables below the newest minor release', () => {
    const table = (verifiedUpTo: string) => ({ provider: 'example', name: verifiedUpTo, verifiedUpTo });
    const index = { providers: [{ name: 'example', releases: ['v1.9.0', 'v1.10.4'] }] };
    assert.deepEqual(
      outdatedTables([table('v1.9'), table('v1.9.7'), table('v1.10'), table('v1.10.1'), table('v1.11')], index),
      [
        { ...table('v1.9'), newest: 'v1.10.4' },
        { ...table('v1.9.7'), newest: 'v1.10.4' },
      ],
    );
  });

  it('include tables other than facts', () => {
    const index = JSON.parse(readFileSync('schemas/index.json', 'utf8'));
    const names = verifiedTables(index).map(({ name }) => name);
    for (const name of [
      'kamaji: supported Kubernetes versions',
      'baremetal-operator: types of management controllers',
      'metal3: metadata keys of hosts',
      'metal3: metadata keys of data templates',
      'cluster-api: Go types',
    ])
      assert.ok(names.includes(name), name);
  });
});
