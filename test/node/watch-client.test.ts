import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

let folder = '';
let module = '';
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-watch-'));
  module = join(folder, 'watch-client.mjs');
  await build({
    entryPoints: ['server/src/node/watch-client.ts'],
    outfile: module,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
after(() => rmSync(folder, { recursive: true }));

/** A process that watches another and never yields for some milliseconds, then ends by itself. */
function busyFor(milliseconds: number, client: number) {
  const code = `
    import { watchClient } from ${JSON.stringify(pathToFileURL(module).href)};
    watchClient(${client});
    setTimeout(() => { for (const end = Date.now() + ${milliseconds}; Date.now() < end; ); process.exit(7); }, 500);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
}

describe('a server that is busy', () => {
  it('ends when its client is gone', async () => {
    const client = spawn(process.execPath, ['-e', '']);
    await once(client, 'exit');
    const [code, signal] = await once(busyFor(60_000, client.pid ?? 0), 'exit');
    assert.deepEqual([code, signal === null], [process.platform === 'win32' ? 1 : null, process.platform === 'win32']);
  });

  it('goes on while its client is there', async () => {
    const [code] = await once(busyFor(6_000, process.pid), 'exit');
    assert.equal(code, 7);
  });
});
