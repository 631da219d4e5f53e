import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

const program = builtProgram();

/** Reads a report with the protocol buffers of reviewdog, which reject unknown fields and wrong types. */
function read(report: string) {
  const { status, stdout, stderr } = spawnSync(program ?? '', { input: report, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('reviewdog', { skip: program === undefined && 'Go cannot build the program in test/cli/rdjson' }, () => {
  it('reads lint --format rdjson', () => {
    const key = '🙂 ]]> %, : \u0007 &<\n::error::';
    const hostile = `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: ${JSON.stringify(key)}}\nspec: {namePrefix: a, ${JSON.stringify(key)}: 1}\n`;
    const mistakes = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
    const input = `${mistakes}---\n${hostile}`;
    const lint = (format: string) =>
      spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'lint', '-', '--format', format], {
        input,
        encoding: 'utf8',
      }).stdout;
    const { findings } = JSON.parse(lint('json'));
    assert.ok(findings.length >= 8);
    assert.deepEqual(read(lint('rdjson')), { status: 0, stdout: `${findings.length}\n`, stderr: '' });
    assert.match(read('{"diagnostics": [{"mesage": "x"}]}').stderr, /unknown field "mesage"/);
  });
});

/** Built once, in build/tools. */
function builtProgram(): string | undefined {
  const path = resolve('build/tools/rdjson');
  if (existsSync(path)) return path;
  const { status } = spawnSync('go', ['build', '-o', path, '.'], { cwd: 'test/cli/rdjson' });
  return status === 0 ? path : undefined;
}
