import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { importBundle } from '../../../server/src/node/import-crds.ts';

const root = mkdtempSync(join(tmpdir(), 'import-crds-'));
after(() => rmSync(root, { recursive: true }));

function crd(kind: string, maximum: number): string {
  return `
kind: CustomResourceDefinition
spec:
  group: example.org
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: prose
          type: object
          properties:
            size: { description: prose, type: integer, maximum: ${maximum} }
`;
}

/** Writes a folder for the importer: two releases, of which the second lacks a kind and has its CRDs in one file. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const from = folderOf('from', {
  'releases.json': JSON.stringify([
    { provider: 'example', release: 'v1.9.0', date: '2025-01-01', commit: 'a' },
    { provider: 'example', release: 'v1.10.0', date: '2025-02-01', commit: 'b' },
  ]),
  'example/v1.9.0/one.yaml': crd('One', 1),
  'example/v1.9.0/two.yaml': crd('Two', 1),
  'example/v1.9.0/notes.txt': 'not read',
  'example/v1.10.0/all.yaml': `---\nkind: Namespace\n---${crd('One', 2)}---${crd('Three', 2)}`,
});

function bytesOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

describe('importing a folder', () => {
  it('writes the same bytes every time', () => {
    importBundle(from, join(root, 'one'));
    importBundle(from, join(root, 'other'));
    importBundle(from, join(root, 'other'));
    assert.deepEqual(bytesOf(join(root, 'one')), bytesOf(join(root, 'other')));
  });

  it('writes one file per kind, with its releases in order', () => {
    const index = importBundle(from, join(root, 'order'));
    assert.deepEqual(index, {
      providers: [
        {
          name: 'example',
          releases: ['v1.9.0', 'v1.10.0'],
          dates: { 'v1.9.0': '2025-01-01', 'v1.10.0': '2025-02-01' },
        },
      ],
      kinds: [
        { group: 'example.org', kind: 'One', provider: 'example', served: { v1: ['v1.9.0..'] } },
        { group: 'example.org', kind: 'Three', provider: 'example', served: { v1: ['v1.10.0..'] } },
        { group: 'example.org', kind: 'Two', provider: 'example', served: { v1: ['v1.9.0'] } },
      ],
    });
    const one = JSON.parse(readFileSync(join(root, 'order/example.org/One.json'), 'utf8'));
    assert.deepEqual(one.history.versions.v1.schema.properties.size, {
      type: 'integer',
      maximum: {
        '@': [
          { in: 'v1.9.0', is: 1 },
          { in: 'v1.10.0..', is: 2 },
        ],
      },
    });
  });

  it('removes files of missing kinds, and keeps other files', () => {
    const to = folderOf('stale', { 'example.org/Gone.json': '{}', 'README.md': 'words' });
    importBundle(from, to);
    assert.ok(!existsSync(join(to, 'example.org/Gone.json')));
    assert.ok(existsSync(join(to, 'README.md')));
  });

  it('reports the file that it cannot read', () => {
    const broken = folderOf('broken', {
      'releases.json': JSON.stringify([{ provider: 'example', release: 'v1.0.0', date: '2025-01-01' }]),
      'example/v1.0.0/bad.yaml': 'a: [',
    });
    assert.throws(() => importBundle(broken, join(root, 'nowhere')), /bad\.yaml/);
  });
});
