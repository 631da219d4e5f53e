import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { globSync } from 'tinyglobby';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(args: readonly string[], input = '', cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

function git(args: readonly string[], input = '', cwd = folder): string {
  return execFileSync('git', args, { cwd, input, encoding: 'utf8' });
}

const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: a
spec:
  namePrefix: a # keep
  prefx: 24
`;
const CLUSTER = readFileSync('examples/mistakes/cluster.yaml', 'utf8');

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function write(name: string, text: string | Buffer): void {
  writeFileSync(join(folder, name), text);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-fix-'));
  git(['init', '-q']);
});
after(() => rmSync(folder, { recursive: true }));

describe('lint --fix', () => {
  it('applies the certain fixes, reports the rest, and then has nothing to do', () => {
    write('cluster.yaml', CLUSTER);
    const { status, stdout, stderr } = run(['cluster.yaml', '--fix']);
    assert.equal(status, 1);
    assert.match(stderr, /^Applied \d+ fix(es)? in 1 file\.\n$/);
    assert.equal(read('cluster.yaml'), CLUSTER.replace('name: edge-1-worker\n', 'name: edge-1-workers\n'));
    assert.match(stdout, /2 errors, 1 warning in 1 file/);
    assert.equal(run(['cluster.yaml', '--fix']).stderr, '');
  });

  it('keeps line ends, a missing last line end, comments and the byte order mark', () => {
    write('crlf.yaml', `\uFEFF${POOL.trimEnd().replaceAll('\n', '\r\n')}`);
    run(['crlf.yaml', '--fix']);
    assert.equal(read('crlf.yaml'), `\uFEFF${POOL.trimEnd().replace('prefx', 'prefix').replaceAll('\n', '\r\n')}`);
  });

  it('does not change a file that Helm rendered, but fixes what helm prints', () => {
    const rendered = `---\n# Source: edge/templates/pool.yaml\n${POOL}`;
    write('rendered.yaml', rendered);
    assert.equal(
      run(['rendered.yaml', '--fix']).stderr,
      'rendered.yaml was not fixed: Helm rendered this file from edge/templates/pool.yaml. Change the chart instead.\n',
    );
    assert.equal(read('rendered.yaml'), rendered);
    assert.equal(run(['-', '--fix'], rendered).stdout, rendered.replace('prefx', 'prefix'));
  });

  it('does not change files that it cannot read completely', () => {
    const broken = `${POOL}---\na: [\n`;
    write('broken.yaml', broken);
    const latin = Buffer.concat([Buffer.from(POOL), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]);
    write('latin.yaml', latin);
    assert.equal(
      run(['broken.yaml', 'latin.yaml', '--fix']).stderr,
      'broken.yaml was not fixed: it cannot be parsed completely.\nlatin.yaml was not fixed: it is not UTF-8.\n',
    );
    assert.match(run(['latin.yaml', '--diff']).stderr, /^latin\.yaml would not be fixed: it is not UTF-8\.\n$/);
    assert.equal(run(['latin.yaml', '--fix', '--quiet']).stderr, '');
    assert.equal(read('broken.yaml'), broken);
    assert.deepEqual(readFileSync(join(folder, 'latin.yaml')), latin);
    const repaired = broken.replace('a: [', 'a: []');
    write('broken.yaml', repaired);
    run(['broken.yaml', '--fix']);
    assert.equal(read('broken.yaml'), repaired.replace('prefx', 'prefix'));
  });

  it('fixes only the findings of --rule', () => {
    write('rule.yaml', POOL);
    const { stdout } = run(['rule.yaml', '--fix', '--rule', 'missing-reference-target']);
    assert.equal(stdout, 'Nothing found in 1 file.\n');
    assert.equal(read('rule.yaml'), POOL);
    run(['rule.yaml', '--fix', '--rule', 'missing-reference-target,unknown-field']);
    assert.equal(read('rule.yaml'), POOL.replace('prefx', 'prefix'));
    assert.match(
      run(['rule.yaml', '--rule', 'unknown-feild']).stderr,
      /^error: Unknown rule "unknown-feild"\. Did you mean unknown-field\?/,
    );
  });

  it('writes standard input, fixed, to standard output and the report to standard error', () => {
    const { stdout, stderr } = run(['-', '--fix'], POOL);
    assert.equal(stdout, POOL.replace('prefx', 'prefix'));
    assert.equal(stderr, 'Applied 1 fix in 1 file.\nNothing found in 1 file.\n');
    assert.equal(run(['-', '--fix'], 'a: [').stdout, 'a: [');
  });
});

describe('lint --diff', () => {
  it('prints a diff that git applies, also in a subfolder, and changes nothing itself', () => {
    const names = ['plain.yaml', 'with space é.yaml', 'sub/crlf.yaml', 'sub/"quoted".yaml'];
    mkdirSync(join(folder, 'tree/sub'), { recursive: true });
    const inTree = join(folder, 'tree');
    for (const name of names)
      write(`tree/${name}`, name.includes('crlf') ? POOL.replaceAll('\n', '\r\n') : POOL.trimEnd());
    const { status, stdout } = run(['.', '--isolated', '--diff'], '', inTree);
    assert.equal(status, 1);
    for (const name of names) assert.match(read(`tree/${name}`), /prefx/);
    git(['apply', '-'], stdout, inTree);
    for (const name of names)
      assert.equal(
        read(`tree/${name}`),
        (name.includes('crlf') ? POOL.replaceAll('\n', '\r\n') : POOL.trimEnd()).replace('prefx', 'prefix'),
      );
    assert.deepEqual(run(['.', '--isolated', '--diff'], '', inTree), { status: 0, stdout: '', stderr: '' });
  });

  it('names files as git does', { skip: process.platform === 'win32' && 'Windows has no such names' }, () => {
    const names = [
      'a b.yaml',
      'tab\t.yaml',
      'line\nend.yaml',
      'quo"te.yaml',
      'back\\slash.yaml',
      '🙂 ü.yaml',
      '-dash.yaml',
    ];
    mkdirSync(join(folder, 'names'));
    for (const [index, name] of [...names, 'escape\u001B[31m\u007F.yaml'].entries())
      write(
        `names/${name}`,
        POOL.replace('name: a', `name: a${index}`).replace('namePrefix: a', `namePrefix: a${index}`),
      );
    const { status, stdout } = run(['names', '--diff']);
    assert.equal(status, 1);
    git(['apply', '-'], stdout);
    for (const name of names) assert.match(read(`names/${name}`), /^ {2}prefix: 24$/m, name);
    assert.equal(run(['names', '--diff']).status, 0);
    const { findings } = JSON.parse(run(['names', '--format', 'json', '--fail-on', 'hint']).stdout);
    for (const { file } of findings) assert.ok(file.startsWith('names/') && !file.includes('back/'), file);
  });

  it('agrees with --fix on the examples of all rules, and git applies it', () => {
    const examples = globSync(['server/src/**/*.md', 'test/manifests/*.md']).flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/^```yaml\b.*\n([\s\S]*?)^```/gm)].map(([, text = '']) => text),
    );
    assert.ok(examples.length > 500);
    for (const to of ['diffed', 'fixed']) {
      mkdirSync(join(folder, to));
      for (const [index, text] of examples.entries()) write(`${to}/${index}.yaml`, text);
    }
    const { stdout } = run(['.', '--isolated', '--diff'], '', join(folder, 'diffed'));
    assert.ok(stdout.split('\n--- a/').length > 20, 'few examples were fixed');
    git(['apply', '-'], stdout, join(folder, 'diffed'));
    run(['.', '--isolated', '--fix', '--format', 'concise'], '', join(folder, 'fixed'));
    assert.equal(spawnSync('diff', ['-r', join(folder, 'diffed'), join(folder, 'fixed')]).status, 0);
    assert.equal(run(['.', '--isolated', '--diff'], '', join(folder, 'fixed')).stdout, '');
  });
});
