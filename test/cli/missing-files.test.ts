import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
let folder = '';

/** Returns the lines of the findings, as `rule:line`. */
function lint(...args: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [cli, 'lint', '--format', 'json', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; range: { start: { line: number } } }[] };
  return findings.map(({ rule, range }) => `${rule}:${range.start.line}`);
}

function write(name: string, text: string): void {
  mkdirSync(resolve(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  assert.equal(spawnSync('git', [...identity, ...args], { cwd: folder }).status, 0);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-missing-'));
  write(
    'prod/kustomization.yaml',
    'resources:\n  - ../base\n  - pools.yaml\nconfigMapGenerator:\n  - {name: a, files: [a.txt]}\n',
  );
  write('base/kustomization.yaml', 'namespace: metal3\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('lint reports files that a kustomization names and that do not exist', () => {
  it('in all ways to select files', () => {
    const missing = ['missing-file:3', 'missing-file:5'];
    assert.deepEqual(lint('.'), missing);
    assert.deepEqual(lint('prod/kustomization.yaml'), missing);
    assert.deepEqual(lint('--isolated', '.'), missing);
    assert.deepEqual(lint('--exclude', 'base', '.'), missing, 'an excluded file exists');
  });

  it('also outside of the working directory and of a repository', () => {
    const { stdout } = spawnSync(process.execPath, [cli, 'lint', '--format', 'concise', folder], {
      cwd: resolve('test'),
      encoding: 'utf8',
    });
    assert.equal(stdout.match(/missing-file/g)?.length, 2, stdout);
  });

  it('but not existing files, or files that git ignores', () => {
    write('prod/a.txt', '');
    assert.deepEqual(lint('.'), ['missing-file:3']);
    mkdirSync(join(folder, '.git'));
    write('.gitignore', 'pools.yaml\n');
    assert.deepEqual(lint('.'), []);
  });

  it('with a cache that follows the disk', () => {
    const cached = () => lint('--cache', join(folder, '.cache'), '.');
    assert.deepEqual(cached(), ['missing-file:3', 'missing-file:5']);
    write('prod/a.txt', '');
    assert.deepEqual(cached(), ['missing-file:3']);
    assert.deepEqual(cached(), ['missing-file:3']);
    rmSync(join(folder, 'base'), { recursive: true });
    assert.deepEqual(cached(), ['missing-file:2', 'missing-file:3']);
  });

  it('as new findings when a change removes the file', () => {
    write('prod/a.txt', '');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'a');
    assert.deepEqual(lint('--since', 'HEAD', '.'), []);
    rmSync(join(folder, 'base'), { recursive: true });
    assert.deepEqual(lint('--since', 'HEAD', '.'), ['missing-file:2']);
  });

  it('and fixes a misspelled name', () => {
    write('prod/pool.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n');
    write('prod/a.txt', '');
    lint('--fix', '.');
    assert.match(readFileSync(join(folder, 'prod/kustomization.yaml'), 'utf8'), /- pool\.yaml\n/);
  });
});
