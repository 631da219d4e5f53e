import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeHost } from '../../server/src/node/node-host.ts';

let folder = '';

function put(name: string, text = ''): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

async function stateOf(name: string, visible = folder) {
  const { href } = pathToFileURL(join(folder, name));
  return (await nodeHost.pathStates([href], [pathToFileURL(visible).href])).get(href);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-paths-'));
  mkdirSync(join(folder, '.git'));
  put('.gitignore', '*.env\ngenerated/\n');
  put('base/kustomization.yaml');
  put('base/pool.yaml');
  put('plain/pool.yaml');
});
after(() => rmSync(folder, { recursive: true }));

it('the states of paths are those on the disk', async () => {
  assert.deepEqual(await stateOf('base/pool.yaml'), { kind: 'file' });
  assert.deepEqual(await stateOf('base'), { kind: 'folder', hasKustomization: true });
  assert.deepEqual(await stateOf('plain'), { kind: 'folder', hasKustomization: false });
  assert.deepEqual(await stateOf('plain/none/pool.yaml'), {
    kind: 'missing',
    folder: pathToFileURL(join(folder, 'plain')).href,
    entries: [{ name: 'pool.yaml', isFolder: false }],
  });
  assert.equal((await stateOf('plain/pool.yaml/below'))?.kind, 'missing');
});

it('nothing is known of missing paths that git ignores, and of paths outside of the folders', async () => {
  for (const ignored of ['base/secret.env', 'generated', 'base/generated/crd.yaml'])
    assert.deepEqual(await stateOf(ignored), { kind: 'unknown' }, ignored);
  put('base/present.env');
  assert.deepEqual(await stateOf('base/present.env'), { kind: 'file' });
  assert.deepEqual(await stateOf('plain/none.yaml', join(folder, 'base')), { kind: 'unknown' });
  assert.equal((await nodeHost.pathStates(['untitled:/a'], [])).get('untitled:/a')?.kind, 'unknown');
});

it('a repository that was unpacked without git has its patterns', async () => {
  rmSync(join(folder, '.git'), { recursive: true });
  put('base/.gitignore', 'local.yaml\n');
  assert.deepEqual(await stateOf('base/secret.env'), { kind: 'unknown' });
  assert.deepEqual(await stateOf('base/local.yaml'), { kind: 'unknown' });
  assert.equal((await stateOf('base/other.yaml'))?.kind, 'missing');
  mkdirSync(join(folder, '.git'));
});
