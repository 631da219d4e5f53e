import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
const TARGETS = ['--to', 'capi=v1.14', '--to', 'capm3=v1.13', '--to', 'kamaji-cp=v0.20'];

describe('kamaji-metal3 migrate', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    cpSync('examples/correct', join(folder, 'clusters'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(args: readonly string[], input?: string) {
    return spawnSync(process.execPath, [cli, 'migrate', ...args], { cwd: folder, encoding: 'utf8', input });
  }
  const manifest = () => readFileSync(join(folder, 'clusters/cluster.yaml'), 'utf8');

  it('prints a diff that git applies, and changes nothing itself', () => {
    const before = manifest();
    const { stdout, status } = run(TARGETS);
    assert.equal(status, 0);
    assert.equal(manifest(), before);
    const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout, encoding: 'utf8' });
    assert.equal(applied.stderr, '');
    assert.match(manifest(), /^apiVersion: cluster\.x-k8s\.io\/v1beta2$/m);
    const printed = manifest();
    writeFileSync(join(folder, 'clusters/cluster.yaml'), before);
    assert.equal(run([...TARGETS, '--write']).status, 0);
    assert.equal(manifest(), printed);
  });

  it('prints a diff that git applies for files with other line ends, and without a last one', () => {
    const before = manifest().trimEnd().replaceAll('\n', '\r\n');
    writeFileSync(join(folder, 'clusters/cluster.yaml'), before);
    const { stdout } = run(TARGETS);
    const applied = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: folder,
      input: stdout,
      encoding: 'utf8',
    });
    assert.equal(applied.stderr, '');
    assert.doesNotMatch(manifest(), /[^\r]\n|\n$/);
  });

  it('changes nothing in a second run, and --check reports that', () => {
    const first = run([...TARGETS, '--check']);
    assert.equal(first.status, 1);
    assert.equal(first.stdout, 'clusters/cluster.yaml\n');
    run([...TARGETS, '--write']);
    const second = run([...TARGETS, '--check']);
    assert.equal(second.status, 0);
    assert.equal(second.stdout, '');
    assert.equal(run(TARGETS).stdout, '');
  });

  it('describes --check and --choose with the words of docs/migrate.md', () => {
    const stdout = run(['--help']).stdout.replaceAll(/\s+/g, ' ');
    assert.match(stdout, /print the names of files that would change on standard output, and exit with 1/);
    assert.match(stdout, /--choose <choice> make a decision, by the id/);
    assert.doesNotMatch(stdout, /leftover/);
  });

  it('adds no error for the new releases', () => {
    run([...TARGETS, '--write']);
    const lint = spawnSync(
      process.execPath,
      [cli, 'lint', ...TARGETS.map((word) => (word === '--to' ? '--target' : word)), 'clusters'],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.equal(lint.status, 0, lint.stdout);
  });

  it('accepts an API version as target, for the kinds of that provider', () => {
    run(['--to', 'cluster-api=v1beta2', '--write']);
    assert.match(manifest(), /^apiVersion: cluster\.x-k8s\.io\/v1beta2$/m);
    assert.match(manifest(), /^apiVersion: infrastructure\.cluster\.x-k8s\.io\/v1beta1$/m);
    assert.match(manifest(), /^apiVersion: controlplane\.cluster\.x-k8s\.io\/v1alpha1$/m);
  });

  it('migrates nothing that the release does not serve', () => {
    assert.equal(run(['--to', 'capi=v1.10']).stdout, '');
  });

  it('reads standard input, and writes it to standard output', () => {
    const { stdout } = run(
      ['--to', 'capi=v1.14', '--write', '-'],
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\n',
    );
    assert.match(stdout, /^apiVersion: cluster\.x-k8s\.io\/v1beta2$/m);
  });

  it('prints open decisions with their position and choices, and accepts one', () => {
    mkdirSync(join(folder, 'more'));
    const file = join(folder, 'more/cluster.yaml');
    const text = [
      'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
      'kind: Metal3Cluster',
      'metadata: {name: a}',
      'spec:',
      '  noCloudProvider: false # a cloud',
      '',
    ].join('\n');
    writeFileSync(file, text);
    const first = run([...TARGETS, 'more']);
    assert.match(first.stderr, /^more\/cluster\.yaml:5:3: check: spec\.noCloudProvider: /m);
    const [, id = ''] = /cloudProviderEnabled: true: --choose '([^']*)'/.exec(first.stderr) ?? [];
    for (const unknown of ['nonsense', 'spec.unknown=', 'spec.noCloudProvider=unknown']) {
      const { status, stderr } = run([...TARGETS, '--write', '--choose', unknown, 'more']);
      assert.equal(status, 2);
      assert.ok(stderr.includes(`--choose "${unknown}"`) && stderr.includes(`"${id}"`), stderr);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
    const { stderr } = run([...TARGETS, '--write', '--choose', id, 'more']);
    assert.equal(stderr, '1 of 1 file, 1 object migrated.\n');
    assert.match(readFileSync(file, 'utf8'), /^ {2}cloudProviderEnabled: true # a cloud$/m);
  });

  it('counts the objects that change, and not others in the same file', () => {
    const old = 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata: {name: a}\n';
    const blocked = `${old}spec: {noCloudProvider: true, cloudProviderEnabled: true}\n`;
    writeFileSync(join(folder, 'two.yaml'), `${blocked}---\n${old}`);
    const { stderr, status } = run([...TARGETS, 'two.yaml']);
    assert.equal(status, 1);
    assert.match(stderr, /^1 of 1 file, 1 object would change, 1 not migrated\.$/m);
  });

  it('reports a patch that is not migrated in each run, and keeps its object', () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, 'clusters', name), text);
    rmSync(join(folder, 'clusters'), { recursive: true });
    mkdirSync(join(folder, 'clusters'));
    write('kustomization.yaml', 'resources: [c.yaml]\npatches: [{target: {kind: Metal3Cluster}, path: p.yaml}]\n');
    write('p.yaml', '[{op: replace, path: /spec/noCloudProvider, value: false}]\n');
    write('c.yaml', 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata: {name: a}\n');
    for (const option of ['--write', '--check']) {
      const { stderr, status, stdout } = run([...TARGETS, option, 'clusters']);
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.match(
        stderr,
        /p\.yaml:1:16: not migrated: .*\n(?: {4}.*\n)+0 of 3 files, 0 objects .*1 not migrated\.\n$/,
      );
    }
  });

  it('does not touch generated files, and reports why', () => {
    writeFileSync(join(folder, 'rendered.yaml'), `# Source: chart/templates/cluster.yaml\n${manifest()}`);
    const { stderr, stdout } = run([...TARGETS, 'rendered.yaml']);
    assert.equal(stdout, '');
    assert.match(stderr, /rendered\.yaml: not changed\. Helm rendered this file from chart\/templates\/cluster\.yaml/);
  });

  it('does not change files that are not UTF-8', () => {
    const file = join(folder, 'clusters/cluster.yaml');
    const latin = Buffer.concat([readFileSync(file), Buffer.from([0x23, 0x20, 0xff, 0x0a])]);
    writeFileSync(file, latin);
    for (const mode of [[], ['--check'], ['--write']]) {
      const { stdout, stderr, status } = run([...TARGETS, ...mode]);
      assert.equal(stdout, '');
      assert.match(stderr, /^clusters\/cluster\.yaml: not changed\. It is not UTF-8\.\n0 of 1 file,/);
      assert.equal(status, 1);
    }
    assert.deepEqual(readFileSync(file), latin);
  });

  it('migrates the code blocks of Markdown pages with --markdown', () => {
    const page = [
      '# Page',
      '',
      '1. A step:',
      '',
      '   ```yaml',
      '   apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
      '   kind: Metal3Machine',
      '   metadata: {name: a}',
      '   spec:',
      '     dataTemplate:',
      '       kind: Metal3DataTemplate',
      '       name: a # data',
      '     image:',
      '       url: http://a/b',
      '       format: raw',
      '   ```',
      '',
    ];
    const file = join(folder, 'page.md');
    writeFileSync(file, page.join('\n'));
    run([...TARGETS, '--write', '.']);
    assert.equal(readFileSync(file, 'utf8'), page.join('\n'));
    run([...TARGETS, '--write', '--markdown', '.']);
    const expected = page.filter((line) => !line.includes('kind: Metal3DataTemplate'));
    assert.equal(
      readFileSync(file, 'utf8'),
      expected
        .join('\n')
        .replace('v1beta1', 'v1beta2')
        .replace('format: raw', 'diskFormat: raw')
        .replace('       diskFormat: raw', '       diskFormat: raw\n       checksum: ""'),
    );
  });

  it('names the objects of choices that several objects have, and accepts choices that others reveal', () => {
    const old = (name: string, spec: string) =>
      `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
    const file = join(folder, 'two.yaml');
    const both =
      '{noCloudProvider: false, cloudProviderEnabled: false, failureDomains: {}, controlPlaneEndpoint: {host: a, port: 70000}}';
    writeFileSync(file, `${old('a', '{noCloudProvider: false}')}---\n${old('b', both)}`);
    const { stderr } = run([...TARGETS, 'two.yaml']);
    assert.match(stderr, /--choose 'Metal3Cluster\/a:spec\.noCloudProvider=cloudProviderEnabled'/);
    assert.match(stderr, /--choose 'Metal3Cluster\/b:spec\.noCloudProvider=cloudProviderEnabled'/);
    const choices = ['a', 'b'].map(
      (name) => `--choose=Metal3Cluster/${name}:spec.noCloudProvider=cloudProviderEnabled`,
    );
    const [, id = ''] = /'([^']*=anyway)'/.exec(run([...TARGETS, ...choices, 'two.yaml']).stderr) ?? [];
    assert.match(id, /^spec\.controlPlaneEndpoint/);
    const ids = run([...TARGETS, ...choices, 'two.yaml']).stderr.match(/(?<=--choose ')[^']*=anyway(?=')/g) ?? [];
    const last = run([...TARGETS, '--write', ...choices, ...ids.map((each) => `--choose=${each}`), 'two.yaml']);
    assert.equal(last.stderr, '1 of 1 file, 2 objects migrated.\n');
    assert.equal(readFileSync(file, 'utf8').match(/cloudProviderEnabled: true/g)?.length, 2);
  });

  it('reports kustomizations outside the paths that change the objects', () => {
    const write = (name: string, text: string) => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    const object = 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata: {name: a}\n';
    mkdirSync(join(folder, '.git'));
    write('base/kustomization.yaml', 'resources: [c.yaml]\n');
    write('base/c.yaml', object);
    write('overlay/kustomization.yaml', 'resources: [../base]\npatches: [{path: p.yaml}]\n');
    write('overlay/p.yaml', object);
    write('plain/kustomization.yaml', 'resources: [../base]\n');
    write('other/kustomization.yaml', 'resources: [d.yaml]\npatches: [{path: p.yaml}]\n');
    write('other/p.yaml', object);
    const { stderr, status } = run([...TARGETS, 'base']);
    assert.equal(status, 0);
    assert.match(
      stderr,
      /^overlay\/kustomization\.yaml: check: This kustomization changes Metal3Cluster of the files, .*\n1 of 2 files.*\n$/,
    );
    assert.doesNotMatch(run([...TARGETS, 'base', 'overlay']).stderr, /kustomization/);
  });

  it('reports versions that the target does not replace, and two targets of a provider', () => {
    const old = 'apiVersion: cluster.x-k8s.io/v1alpha4\nkind: Cluster\nmetadata: {name: a}\nspec: {paused: true}\n';
    const { stderr, status } = run(['--to', 'capi=v1.10', '-'], old);
    assert.equal(status, 1);
    assert.match(stderr, /v1alpha4 of Cluster can only be migrated to v1beta2, but the target is v1beta1\./);
    assert.equal(run(['--to', 'capi=v1.14', '-'], old).status, 0);
    const two = run(['--to', 'capi=v1.13', '--to', 'cluster-api=v1.14', '.']);
    assert.equal(two.status, 2);
    assert.match(two.stderr, /--to capi=v1\.13 and --to cluster-api=v1\.14 are two versions of cluster-api\./);
    assert.equal(run(['--to', 'capi=v1.14', '--to', 'cluster-api=v1.14', '.']).status, 0);
  });

  it('rejects unknown targets', () => {
    for (const goal of ['unknown=v1', 'capi=v99.0', 'kamaji=v1beta2']) {
      const { status, stderr } = run(['--to', goal]);
      assert.equal(status, 2, stderr);
    }
  });
});
