import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

/** Runs `npm run release`, with arguments that it rejects before it writes anything. */
function release(...words: readonly string[]) {
  const program = ['scripts/run.mjs', 'server/src/node/schemas.ts', 'release', ...words];
  const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n') };
}

describe('npm run release', () => {
  it('prints one line for input that it rejects', () => {
    const { status, lines } = release('unknown', 'v1.0.0', 'test');
    assert.equal(status, 2);
    assert.match(lines.join('\n'), /^Unknown provider unknown\. Use one of cluster-api, [^\n]*$/);
  });

  it('prints its own usage only', () => {
    const { status, lines } = release('capi');
    assert.equal(status, 2);
    assert.equal(lines.length, 3, lines.join('\n'));
    assert.match(lines[0] ?? '', /release PROVIDER VERSION DIR/);
  });
});
