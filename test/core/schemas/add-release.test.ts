import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { addRelease } from '../../../server/src/node/add-release.ts';
import { importBundle } from '../../../server/src/node/import-crds.ts';
import { outdatedTables, verifiedTables } from '../../../server/src/node/outdated-tables.ts';

const root = mkdtempSync(join(tmpdir(), 'add-release-'));
after(() => rmSync(root, { recursive: true }));

const CRDS = '../shared/crds';

interface Release {
  readonly provider: string;
  readonly release: string;
  readonly date: string;
}

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

function add(bundle: string, release: string) {
  const crds = join(folderOf(`crds-${release}`, [release]), 'example', release);
  return addRelease(bundle, { provider: 'example', release, date: '2026-01-01', crds });
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
    assert.deepEqual(removedKinds, []);
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
    assert.deepEqual(bytesOf(bundle), before);
  });

  const skip = existsSync(CRDS) ? false : 'there is no ../shared here';
  it('gives the bundled schemas, if the newest releases are added last', { skip }, () => {
    const releases: readonly Release[] = JSON.parse(readFileSync(join(CRDS, 'releases.json'), 'utf8'));
    const newest = [...new Map(releases.map((each) => [each.provider, each])).values()];
    const folder = join(root, 'older');
    for (const { provider } of newest) cpSync(join(CRDS, provider), join(folder, provider), { recursive: true });
    write(join(folder, 'releases.json'), JSON.stringify(releases.filter((each) => !newest.includes(each))));
    const bundle = join(root, 'bundle');
    importBundle(folder, bundle);
    for (const { provider, release, date } of newest)
      addRelease(bundle, { provider, release, date, crds: join(CRDS, provider, release) });
    for (const [path, text] of Object.entries(bytesOf(bundle)))
      if (path !== 'index.json')
        assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(join('schemas', path), 'utf8')), path);
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

  it('belong to providers of the bundle', () => {
    const index = JSON.parse(readFileSync('schemas/index.json', 'utf8'));
    const names: readonly string[] = index.providers.map(({ name }: { readonly name: string }) => name);
    const tables = verifiedTables(index);
    assert.ok(tables.length > 20, `${tables.length} tables`);
    for (const { provider, name } of tables) assert.ok(names.includes(provider), name);
  });
});
