import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { goProgram } from '../support/go-program.ts';

const actionlint = goProgram('actionlint', '-version', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7');
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-workflows-'));
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, '.github/workflows'), { recursive: true });
});
after(() => rmSync(folder, { recursive: true }));

function lint(files: readonly string[], cwd = process.cwd()) {
  const { status, stdout } = spawnSync(actionlint ?? '', files, { cwd, encoding: 'utf8' });
  return { status, stdout };
}

describe('actionlint', { skip: actionlint === undefined && 'actionlint is missing, and Go cannot build it' }, () => {
  it('accepts the workflows', () => {
    const files = readdirSync('.github/workflows').map((name) => join('.github/workflows', name));
    assert.deepEqual(lint(files), { status: 0, stdout: '' });
  });

  it('accepts the action, with all of its inputs', () => {
    cpSync('action.yml', join(folder, 'action.yml'));
    const { inputs } = parse(readFileSync('action.yml', 'utf8'));
    const workflow = (given: Readonly<Record<string, string>>) => {
      const steps = [{ uses: 'actions/checkout@v4' }, { id: 'lint', uses: './', with: given }];
      const use = { run: 'echo "${{ steps.lint.outputs.sarif-file }}"' };
      const content = { on: 'push', jobs: { lint: { 'runs-on': 'ubuntu-latest', steps: [...steps, use] } } };
      writeFileSync(join(folder, '.github/workflows/use.yml'), JSON.stringify(content));
      return lint(['.github/workflows/use.yml'], folder);
    };
    const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, 'x']));
    assert.deepEqual(workflow(given), { status: 0, stdout: '' });
    assert.match(workflow({ ...given, pahts: '.' }).stdout, /input "pahts" is not defined/);
    writeFileSync(
      join(folder, 'action.yml'),
      readFileSync('action.yml', 'utf8').replace('using: composite', 'usin: x'),
    );
    assert.equal(workflow(given).status, 1);
  });
});
