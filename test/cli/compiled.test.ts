import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-compiled-'));
  for (const name of ['cli.cjs', 'cli-main.cjs', 'cli-main.cjs.cache'])
    cpSync(resolve('dist', name), join(folder, name), { preserveTimestamps: true });
  symlinkSync(resolve('dist/schemas'), join(folder, 'schemas'));
});
after(() => rmSync(folder, { recursive: true }));

function lint() {
  return spawnSync(process.execPath, [join(folder, 'cli.cjs'), 'lint', 'examples/correct'], { encoding: 'utf8' });
}

describe('the code cache', () => {
  it('is next to both bundles', () => {
    for (const name of ['cli-main.cjs.cache', 'server-main.cjs.cache']) assert.ok(existsSync(join('dist', name)), name);
    assert.match(lint().stdout, /^Nothing found in 1 file/);
  });

  it('is ignored if it is of another V8, broken, older than the bundle, or missing', () => {
    const cache = join(folder, 'cli-main.cjs.cache');
    writeFileSync(cache, 'nothing that V8 knows');
    assert.match(lint().stdout, /^Nothing found in 1 file/);
    cpSync(resolve('dist/server-main.cjs.cache'), cache);
    utimesSync(cache, 0, 0);
    assert.match(lint().stdout, /^Nothing found in 1 file/);
    rmSync(cache);
    assert.match(lint().stdout, /^Nothing found in 1 file/);
  });
});
