import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { REPORTERS } from '../../server/src/cli/reporters/index.ts';

const page = readFileSync('docs/command-line.md', 'utf8');

function help(...command: readonly string[]): string {
  return spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...command, '--help'], { encoding: 'utf8' }).stdout;
}

describe('docs/command-line.md', () => {
  it('describes every format with its stability', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| .* \| (none|contract|platform) \|$/gm)].map(([, name]) => name);
    assert.deepEqual(rows.toSorted(), Object.keys(REPORTERS).sort());
  });

  it('describes every command and every option of lint', () => {
    const commands = [...help().matchAll(/^ {2}(\w+) .*/gm)].map(([, name]) => name).filter((name) => name !== 'help');
    assert.ok(commands.length >= 8);
    for (const command of commands) assert.match(page, new RegExp(`\`${command}\``), command);
    const options = [...help('lint').matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option ?? '');
    assert.ok(options.length > 20);
    const elsewhere = ['--config', '--no-config'];
    for (const option of options) assert.ok(page.includes(option) || elsewhere.includes(option), option);
  });

  it('names only options that exist', () => {
    const known = ['', 'lint', 'tree', 'rules', 'explain', 'schema export', 'schema show', 'variables', 'completion']
      .map((command) => help(...command.split(' ').filter((word) => word !== '')))
      .join('\n');
    const foreign = ['--rm', '--read-only'];
    for (const [option] of page.matchAll(/(?<![\w-])--[a-z][a-z-]*/g))
      assert.ok(known.includes(option) || foreign.includes(option), option);
  });
});
