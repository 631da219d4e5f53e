import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sharedIsMissing } from '../support/shared.ts';

// Also a few small files are checked on several threads.
process.env.KAMAJI_METAL3_BYTES_PER_THREAD = '1';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

function write(name: string, text: string): void {
  mkdirSync(resolve(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const [CLUSTER = '', ...REST] = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('---\n');

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-scopes-'));
  write('.kamaji-metal3.yaml', 'roots: [clusters/*]\nwrong: 1\n');
  for (let index = 0; index < 5; index++) {
    write(`clusters/c${index}/cluster.yaml`, CLUSTER);
    write(`clusters/c${index}/rest.yaml`, REST.join('---\n'));
  }
  // Interleaved with the roots in the order of files.
  write('clusters.yaml', REST.join('---\n'));
  write('zone.yaml', CLUSTER);
  // A definition applies in all roots.
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}
`;
  write('crds/widgets.yaml', crd);
  write(
    'clusters/c1/widget.yaml',
    'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {size: wide}\n',
  );
});
after(() => rmSync(folder, { recursive: true }));

const FORMATS = ['json', 'junit', 'text'] as const;

describe('lint --jobs', () => {
  it('prints the same for every number of threads', () => {
    for (const format of FORMATS)
      for (const mode of [[], ['--isolated']]) {
        const one = run('.', '--jobs', '1', '--format', format, ...mode);
        assert.equal(one.stderr, '');
        assert.match(one.stdout, /c4\/rest\.yaml/);
        for (const jobs of ['2', '3']) assert.deepEqual(run('.', '--jobs', jobs, '--format', format, ...mode), one);
      }
    assert.match(run('.', '--jobs', '2').stdout, /widget\.yaml:4:\d+ warning wrong-type/);
    assert.equal(run('.', '--jobs', '0').status, 2);
  });
});

describe('lint --jobs of one scope', () => {
  it('prints the same, also where a comment suppresses the finding of an object in another file', () => {
    const scope = join(folder, 'one');
    const rest = REST.join('---\n');
    // The Cluster of the other file causes the first finding; nothing causes the second one.
    const suppressed = rest.replace(
      /^( +)port: 443$/m,
      '$1# kamaji-metal3: ignore endpoint-port-mismatch\n$1port: 443',
    );
    assert.notEqual(suppressed, rest);
    write('one/a/cluster.yaml', CLUSTER);
    write(
      'one/a/rest.yaml',
      suppressed.replace('  name:', '  # kamaji-metal3: ignore endpoint-host-mismatch\n  name:'),
    );
    write('one/b/rest.yaml', rest);
    write('one/b/zone.yaml', CLUSTER);
    write('one/c/twice.yaml', `${CLUSTER}---\n${CLUSTER.replace('name: edge-1', 'name: edge-2')}`);
    write('one/c/rest.yaml', rest);
    const one = run(scope, '--no-config', '--jobs', '1', '--format', 'json');
    const rules = JSON.parse(one.stdout).findings.map(
      ({ rule, file }: { rule: string; file: string }) => `${file} ${rule}`,
    );
    assert.equal(rules.filter((each: string) => each.endsWith('unused-suppression')).length, 1);
    assert.ok(!rules.includes('one/a/rest.yaml endpoint-port-mismatch'));
    assert.ok(rules.includes('one/b/rest.yaml endpoint-port-mismatch'));
    for (const jobs of ['2', '3', '9'])
      assert.deepEqual(run(scope, '--no-config', '--jobs', jobs, '--format', 'json'), one);
    rmSync(scope, { recursive: true });
  });

  it('prints the same for the corpus', { skip: sharedIsMissing }, () => {
    const corpus = join(process.cwd(), '../shared/corpus');
    const lint = (jobs: string) => {
      const args = [cli, 'lint', corpus, '--format', 'jsonl', '--jobs', jobs];
      return spawnSync(process.execPath, args, { cwd: corpus, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
    };
    const one = lint('1');
    assert.ok(one.split('\n').length > 50);
    for (const jobs of ['2', '5']) assert.equal(lint(jobs), one);
  });
});

describe('lint --shard', () => {
  it('checks every scope once', () => {
    for (const mode of [[], ['--isolated']]) {
      const all = JSON.parse(run('.', '--format', 'json', ...mode).stdout);
      for (const count of [2, 3, 12]) {
        const parts = Array.from({ length: count }, (_, index) =>
          JSON.parse(run('.', '--shard', `${index + 1}/${count}`, '--format', 'json', ...mode).stdout),
        );
        const findings = parts.flatMap((part) => part.findings).map((each) => JSON.stringify(each));
        assert.deepEqual(findings.sort(), all.findings.map((each: unknown) => JSON.stringify(each)).sort());
        assert.equal(
          parts.reduce((sum, part) => sum + part.files, 0),
          all.files,
        );
      }
    }
    for (const wrong of ['0/2', '3/2', '1', 'x/y']) assert.equal(run('.', '--shard', wrong).status, 2);
  });
});

describe('lint --cache', () => {
  const cached = () => join(folder, 'cache');
  const entries = () =>
    readdirSync(cached(), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.findings'));

  it('gives the same output, and checks only scopes that changed', () => {
    const plain = run('clusters', '--format', 'json');
    for (let time = 0; time < 2; time++)
      assert.deepEqual(run('clusters', '--format', 'json', '--cache', 'cache'), plain);
    assert.equal(entries().length, 5);
    write('clusters/c2/cluster.yaml', CLUSTER.replace('6443', '443'));
    const changed = run('clusters', '--format', 'json', '--cache', 'cache');
    assert.deepEqual(changed, run('clusters', '--format', 'json'));
    assert.notDeepEqual(changed.stdout, plain.stdout);
    // A scope has one entry, whatever its content.
    assert.equal(entries().length, 5);
    write('clusters/c2/cluster.yaml', CLUSTER);
    const other = run('clusters', '--format', 'json', '--cache', 'cache', '--target', 'capm3=v1.8');
    assert.deepEqual(other, run('clusters', '--format', 'json', '--target', 'capm3=v1.8'));
    assert.equal(entries().length, 10);
  });

  it('is used, and works in another folder', () => {
    const plain = run('clusters', '--format', 'concise');
    rmSync(cached(), { recursive: true });
    run('clusters', '--cache', 'cache');
    const moved = mkdtempSync(join(tmpdir(), 'kamaji-metal3-moved-'));
    try {
      cpSync(folder, moved, { recursive: true });
      const before = entries().length;
      const { stdout } = spawnSync(
        process.execPath,
        [cli, 'lint', 'clusters', '--format', 'concise', '--cache', 'cache'],
        {
          cwd: moved,
          encoding: 'utf8',
        },
      );
      assert.equal(stdout, plain.stdout);
      const after = readdirSync(join(moved, 'cache'), { recursive: true, encoding: 'utf8' });
      assert.equal(after.filter((name) => name.endsWith('.findings')).length, before);
    } finally {
      rmSync(moved, { recursive: true });
    }
  });

  it('is used: a forged entry is printed', () => {
    run('clusters', '--cache', 'cache');
    for (const name of entries()) {
      const path = join(cached(), name);
      const [head = '', content = ''] = readFileSync(path, 'utf8').split(/\n(.*)/s);
      const forged = content.replaceAll('"message":"', '"message":"forged ');
      const key = name.replace(/[/\\]|\.findings$/g, '');
      const hash = createHash('sha256').update(`${key}\n${forged}`).digest('hex');
      writeFileSync(path, `${head.replace(/\S+$/, hash)}\n${forged}`);
    }
    assert.match(run('clusters', '--cache', 'cache').stdout, /forged/);
    rmSync(cached(), { recursive: true });
  });

  it('is ignored if it is damaged, foreign or not writable', () => {
    const plain = run('clusters', '--format', 'json');
    run('clusters', '--cache', 'cache');
    const names = entries();
    for (const [index, name] of names.entries()) {
      const path = join(cached(), name);
      const text = readFileSync(path, 'utf8');
      const poisoned = [
        text.replace('"error"', '"hint"'),
        text.replace(/^kamaji-metal3 \S+/, 'kamaji-metal3 9.9.9'),
        text.slice(0, -20),
        '[]',
        readFileSync(join(cached(), names[(index + 1) % names.length] ?? ''), 'utf8'),
      ][index % 5];
      writeFileSync(path, poisoned ?? '');
    }
    assert.deepEqual(run('clusters', '--format', 'json', '--cache', 'cache'), plain);
    // A file in place of each folder for entries.
    for (let name = 0; name < 256; name++) write(`full/${name.toString(16).padStart(2, '0')}`, '');
    const { stdout, status } = run('clusters', '--format', 'json', '--cache', 'full');
    assert.deepEqual([stdout, status], [plain.stdout, plain.status]);
    write('no-folder', '');
    for (const path of ['no-folder', 'no-folder/cache']) assert.equal(run('clusters', '--cache', path).status, 2);
  });
});

describe('lint --watch', () => {
  const pool = (spec: string) =>
    `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {${spec}}\n`;

  /** Starts the command and returns a function that waits for output. */
  function start(cwd: string, ...args: readonly string[]) {
    const child = spawn(process.execPath, [cli, 'lint', '--watch', '--no-config', ...args], { cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
    const seen = (pattern: RegExp) =>
      new Promise<void>((found, failed) => {
        const timer = setTimeout(() => failed(new Error(`${pattern} is not in ${output}`)), 20_000);
        const check = () => {
          if (!pattern.test(output)) return;
          clearTimeout(timer);
          found();
        };
        for (const stream of [child.stdout, child.stderr]) stream.on('data', check);
        check();
      });
    return { seen, output: () => output, end: () => child.kill() };
  }

  it('checks again after a change', async () => {
    const watched = join(folder, 'watched');
    write('watched/pool.yaml', pool('namePrefix: a'));
    const { seen, end } = start(watched, '.');
    try {
      await seen(/Nothing found in 1 file\.[\s\S]*Watching for changes/);
      write('watched/pool.yaml', pool('prefx: a'));
      await seen(/prefx[\s\S]*in 1 file\./);
      rmSync(join(watched, 'pool.yaml'));
      await seen(/error: No manifests found/);
      write('watched/other.yaml', pool('namePrefix: a'));
      await seen(/No manifests found[\s\S]*Nothing found in 1 file/);
    } finally {
      end();
    }
  });

  it('checks again after a change of an included file, but not after writing its report', async () => {
    write('built/base/pool.yaml', pool('namePrefix: a'));
    write('built/base/kustomization.yaml', 'resources: [pool.yaml]\n');
    write('built/overlay/kustomization.yaml', 'resources: [../base]\n');
    const formats = ['--format', 'text', '--format', 'json=overlay/report.json'];
    const { seen, output, end } = start(join(folder, 'built'), 'overlay', ...formats);
    try {
      await seen(/Watching for changes/);
      write('built/base/pool.yaml', pool('namePrefix: b'));
      await seen(/(Nothing found in 1 file[\s\S]*){2}/);
      await new Promise((done) => setTimeout(done, 800));
      assert.equal(output().match(/Nothing found/g)?.length, 2);
    } finally {
      end();
    }
  });
});

it('lint does not read its own reports and its cache in a folder', () => {
  const own = join(folder, 'own');
  write('own/pool.yaml', 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {wrong: 1}\n');
  const lint = () => {
    const args = ['lint', '.', '--cache', 'cache', '--format', 'text', '--format', 'json=out/report.json'];
    return spawnSync(process.execPath, [cli, ...args], { cwd: own, encoding: 'utf8' }).stdout;
  };
  const first = lint();
  assert.match(first, / in 1 file\.\n$/);
  assert.equal(lint(), first);
  assert.equal(lint(), first);
});
