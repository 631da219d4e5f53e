import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args, '--format', 'concise'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function found(...args: readonly string[]): readonly string[] {
  const { stdout, stderr } = run(...args);
  assert.doesNotMatch(stderr, /^error/);
  return stdout.split('\n').flatMap((line) => /^([^:]*):.* \[([\w-]+)\]$/.exec(line)?.slice(1).join(' ') ?? []);
}

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, stdio: 'pipe' });
}

function write(name: string, text: string): void {
  mkdirSync(resolve(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function pool(name: string, field = ''): string {
  return `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: ${name}}\nspec:\n  namePrefix: ${name}\n  prefix: 24\n  pools: [{start: 192.0.2.10, end: 192.0.2.20}]\n  dnsServers: [192.0.2.53]\n${field}`;
}

/** With another pool, so that a missing one is known to be missing. */
const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: t}
spec:
  clusterName: a
  networkData: {services: {dnsFromIPPool: provisioning}}
---
${pool('quite-another', '  old: 1\n').replaceAll('192.0.2.', '198.51.100.')}`;

const folders: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-new-'));
  folders.push(folder);
  write('a/pools.yaml', pool('provisioning'));
  write('a/template.yaml', TEMPLATE);
});
after(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

describe('lint --since', () => {
  beforeEach(() => {
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
  });

  it('reports a reference that a change of another file broke, and no existing finding', () => {
    assert.deepEqual(found('.'), ['a/template.yaml unknown-field']);
    assert.deepEqual(found('.', '--since', 'HEAD'), []);
    assert.equal(run('.', '--since', 'HEAD', '--format', 'text').stdout, 'Nothing new found in 2 files.\n');
    write('a/pools.yaml', `# moved\n\n${pool('renamed')}`);
    write('a/template.yaml', `# moved\n\n${TEMPLATE}`);
    assert.deepEqual(found('.', '--since', 'HEAD'), ['a/template.yaml missing-reference-target']);
    write('a/template.yaml', TEMPLATE);
    assert.deepEqual(found('.', '--since', 'HEAD'), ['a/template.yaml missing-reference-target']);
    assert.deepEqual(found('.').length, 2);
    git('commit', '-qam', 'two');
    assert.deepEqual(found('.', '--since', 'HEAD'), []);
    assert.deepEqual(found('.', '--since', 'HEAD~1'), ['a/template.yaml missing-reference-target']);
  });

  it('sees deleted, renamed and untracked files', () => {
    rmSync(join(folder, 'a/pools.yaml'));
    write('b.yaml', pool('new', '  wrong: 1\n').replaceAll('192.0.2.', '203.0.113.'));
    assert.deepEqual(found('.', '--since', 'HEAD'), [
      'a/template.yaml missing-reference-target',
      'b.yaml unknown-field',
    ]);
    git('checkout', '-q', '.');
    git('mv', 'a/pools.yaml', 'a/öther name.yaml');
    rmSync(join(folder, 'b.yaml'));
    assert.deepEqual(found('.', '--since', 'HEAD'), []);
    git('mv', 'a/öther name.yaml', 'elsewhere.txt');
    assert.deepEqual(found('.', '--since', 'HEAD'), ['a/template.yaml missing-reference-target']);
  });

  it('reports a reference that a change broke if the manifests have no other object of the kind', () => {
    const [template = ''] = TEMPLATE.split('---\n');
    write('a/template.yaml', template);
    git('commit', '-qam', 'without another pool');
    const broken = ['a/template.yaml missing-reference-target'];
    rmSync(join(folder, 'a/pools.yaml'));
    assert.deepEqual(found('.'), []);
    assert.deepEqual(found('.', '--since', 'HEAD'), broken);
    // The referring file can change, too.
    write('a/template.yaml', `# moved\n\n${template}`);
    assert.deepEqual(found('.', '--since', 'HEAD'), broken);
    write('a/pools.yaml', pool('renamed'));
    assert.deepEqual(found('.', '--since', 'HEAD'), broken);
    // The object may still exist.
    for (const [name, text] of [
      ['a/pools.yaml', pool('provisioning').replace('metadata:', 'metadata: [')],
      ['a/pools.yaml', pool('x').replace('{name: x}', `\n  name: ${'$'}{NAME}`)],
      ['elsewhere.yml.tpl', pool('provisioning')],
      ['elsewhere/pools.yaml', pool('provisioning')],
      ['kustomization.yaml', 'namePrefix: provi\nresources: [a/pools.yaml]\n'],
    ] as const) {
      git('checkout', '-q', '.');
      rmSync(join(folder, 'a/pools.yaml'));
      write(name, text);
      const expected = name.endsWith('.tpl') ? broken : [];
      const rules = found('a', '--since', 'HEAD').filter((each) => each.includes('missing-reference'));
      assert.deepEqual(rules, expected, `${name}\n${text}`);
      rmSync(join(folder, name));
    }
    // A new reference may mean an object of the cluster.
    git('checkout', '-q', '.');
    write('a/other.yaml', template.replace('provisioning', 'never-defined'));
    assert.deepEqual(found('.', '--since', 'HEAD'), []);
  });

  it('reports one more finding of the same kind', () => {
    write('a/template.yaml', `${TEMPLATE}  other: 1\n`);
    assert.deepEqual(found('.', '--since', 'HEAD'), ['a/template.yaml unknown-field']);
    assert.match(run('.', '--since', 'HEAD').stdout, /spec\.other/);
  });

  it('reports unsupported options', () => {
    assert.match(run('.', '--since', 'nowhere').stderr, /^error: Unknown commit "nowhere" in --since/);
    assert.match(run('.', '--since', '--output=x').stderr, /^error: /);
    assert.match(run('.', '--since', 'HEAD', '--fix').stderr, /^error: --since cannot be combined with --fix/);
  });
});

describe('lint --baseline', () => {
  const baseline = () => JSON.parse(readFileSync(join(folder, 'base.json'), 'utf8'));

  it('hides recorded findings until there are more of them', () => {
    assert.match(run('.', '--baseline', 'base.json').stderr, /^error: No baseline in base\.json/);
    const { status, stdout, stderr } = run('.', '--baseline', 'base.json', '--update-baseline');
    assert.deepEqual([status, stdout, stderr], [0, '', 'Recorded 1 finding in base.json.\n']);
    assert.deepEqual(
      baseline().findings.map(({ fingerprint: _, ...entry }: { fingerprint: string }) => entry),
      [{ count: 1, rule: 'unknown-field', file: 'a/template.yaml', location: 'IPPool/quite-another spec.old' }],
    );
    assert.equal(run('.', '--baseline', 'base.json').status, 0);
    write('a/template.yaml', `# moved\n\n${TEMPLATE}`);
    write('a/pools.yaml', pool('provisioning', '  wrong: 1\n'));
    assert.deepEqual(found('.', '--baseline', 'base.json'), ['a/pools.yaml unknown-field']);
    assert.match(run('.', '--baseline', 'base.json').stdout, /spec\.wrong/);
  });

  it('reports and removes what no longer occurs, but only of files that were checked', () => {
    write('b/pools.yaml', pool('b', '  other: 1\n').replaceAll('192.0.2.', '203.0.113.'));
    run('.', '--baseline', 'base.json', '--update-baseline');
    assert.equal(baseline().findings.length, 2);
    write('a/template.yaml', TEMPLATE.replace('  old: 1\n', ''));
    assert.equal(run('b', '--baseline', 'base.json').stderr, '');
    assert.match(
      run('.', '--baseline', 'base.json').stderr,
      /^1 finding in base\.json no longer occurs\. Remove it with --prune-baseline\.$/m,
    );
    assert.equal(baseline().findings.length, 2);
    assert.equal(run('.', '--baseline', 'base.json', '--prune-baseline').stderr, 'Removed 1 finding from base.json.\n');
    assert.deepEqual(
      baseline().findings.map(({ file }: { file: string }) => file),
      ['b/pools.yaml'],
    );
    assert.deepEqual(run('.', '--baseline', 'base.json'), { status: 0, stdout: '', stderr: '' });
    rmSync(join(folder, 'b'), { recursive: true });
    assert.match(run('.', '--baseline', 'base.json').stderr, /1 finding in base\.json no longer occurs/);
  });

  it('rejects a file that is not a baseline', () => {
    write('base.json', '{"version": 2, "findings": []}');
    assert.match(run('.', '--baseline', 'base.json').stderr, /^error: base\.json is not a baseline/);
    assert.equal(run('.', '--update-baseline').status, 2);
  });
});
