import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
let folder = '';

interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run(args: readonly string[], { input = '', cwd = folder, env = {} }: RunOptions = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    timeout: 60_000,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return { status, stdout, stderr };
}

function write(name: string, text: string): void {
  mkdirSync(resolve(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const POOL =
  'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: pool}\nspec: {namePrefix: a, dnsServers: [192.0.2.53]}\n';
const WRONG = POOL.replace('namePrefix: a', 'namePrefix: a, prefx: 24');
/** A template that refers to `pool`, and a pool with another name. */
const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: t}
spec:
  clusterName: a
  networkData: {services: {dnsFromIPPool: pool}}
---
${POOL.replace('name: pool', 'name: quite-another')}`;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-manners-'));
  write('pool.yaml', POOL);
  write('wrong.yaml', WRONG);
});
after(() => rmSync(folder, { recursive: true }));

describe('--exclude', () => {
  it('takes one name, so that the paths after it are checked', () => {
    for (const name of ['vendor', 'old', 'clusters']) write(`skip/${name}/wrong.yaml`, WRONG);
    const files = (...args: string[]) => JSON.parse(run(['lint', '--format', 'json', ...args]).stdout).files;
    assert.equal(files('--exclude', 'vendor', 'skip/clusters'), 1);
    assert.equal(files('--exclude', 'vendor', 'skip'), 2);
    assert.equal(files('--exclude', 'vendor', '--exclude', 'old', 'skip'), 1);
  });
});

describe('an output file', () => {
  it('gets its folder, or the run fails', () => {
    assert.equal(run(['lint', 'pool.yaml', '--format', 'json=new/folder/report.json']).status, 0);
    assert.ok(existsSync(join(folder, 'new/folder/report.json')));
    const below = ['pool.yaml/report.json', ...(existsSync('/proc/self') ? ['/proc/none/here/report.json'] : [])];
    for (const path of below) {
      const { status, stderr } = run(['lint', 'pool.yaml', '--format', `json=${path}`]);
      assert.equal(status, 2);
      assert.match(stderr, /^error: Cannot write \S+: E[A-Z]+\n$/);
    }
    if (existsSync('/proc/self')) {
      const cached = run(['lint', 'pool.yaml', '--cache', '/proc/none/here']);
      assert.equal(cached.status, 0);
      assert.match(cached.stderr, /^Cannot write the cache /);
    }
  });
});

describe('an empty path', () => {
  it('is wrong usage, because a variable is not set', () => {
    const stderr = 'error: A path is empty. Use . for the working directory.\n';
    for (const command of ['lint', 'tree', 'migrate'])
      assert.deepEqual(run([command, '']), { status: 2, stdout: '', stderr });
  });
});

describe('a folder without permission', () => {
  // Root can read everything.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const lint = (path: string) => {
    const { status, stderr } = spawnSync(process.execPath, [cli, 'lint', path, '--format', 'concise'], {
      cwd: join(folder, 'shared'),
      encoding: 'utf8',
      ...user,
    });
    return { status, stderr };
  };

  it('is an error if it is named, and otherwise a note', { skip: process.platform === 'win32' }, () => {
    for (const name of ['shared/secret/wrong.yaml', 'shared/open/pool.yaml']) write(name, POOL);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'shared/secret'), 0o700);
    if (process.getuid?.() !== 0) chmodSync(join(folder, 'shared/secret'), 0o000);
    assert.deepEqual(lint('secret'), { status: 2, stderr: 'error: Cannot read secret: EACCES\n' });
    assert.deepEqual(lint('.'), { status: 0, stderr: 'Skipped secret: the folder cannot be read.\n' });
    assert.deepEqual(lint('open'), { status: 0, stderr: '' });
    chmodSync(join(folder, 'shared/secret'), 0o700);
  });
});

describe('an empty input', () => {
  it('is an error unless it is expected', () => {
    mkdirSync(join(folder, 'empty'));
    const message = 'error: No manifests found in empty. Use --allow-empty if that is expected.\n';
    assert.deepEqual(run(['lint', 'empty']), { status: 2, stdout: '', stderr: message });
    assert.equal(run(['lint', 'pool.yaml', 'empty']).status, 2);
    assert.equal(run(['lint', 'empty', '--allow-empty']).status, 0);
    for (const [name, text] of [
      ['package/package.json', '{"name": "a"}'],
      ['compose/compose.yaml', 'services: {}\n'],
      ['comment/a.yaml', '# kamaji\n'],
    ] as const) {
      write(name, text);
      const [path = ''] = name.split('/');
      assert.match(run(['lint', path]).stderr, new RegExp(`^error: No manifests found in ${path}\\.`));
      assert.equal(run(['lint', path, '--allow-empty']).status, 0);
    }
    for (const name of ['template/a.yaml', 'broken/b.yml', 'built/kustomization.yaml'])
      write(name, name.includes('built') ? 'namePrefix: a-\n' : `{{ if .x }}\n${POOL.replace('{name', '{ name:')}`);
    for (const path of ['template', 'broken', 'built']) assert.notEqual(run(['lint', path]).status, 2, path);
    for (const command of ['upgrade --from capi=v1.10 --to capi=v1.13', 'migrate'])
      assert.match(run([...command.split(' '), 'compose']).stderr, /^error: No manifests found in compose\.\n$/);
    assert.match(run(['lint', '-'], { input: '# a\n' }).stderr, /^error: Standard input contains no manifests\./);
    assert.match(run(['lint', '-'], { input: '\n' }).stderr, /^error: Standard input is empty\./);
    const nothing = run(['lint', '-', '--allow-empty'], { input: '---\n# Nothing\n' });
    assert.deepEqual([nothing.status, nothing.stdout], [0, 'Nothing found in 0 files.\n']);
    const json = run(['lint', '-', '--allow-empty', '--format', 'json'], { input: '' });
    assert.equal(JSON.parse(json.stdout).files, 0);
  });
});

describe('--stdin-filename', () => {
  it('checks the text with the configuration and the neighbors of the file', () => {
    write('named/.kamaji-metal3.yaml', 'rules: {unknown-field: warning}\n');
    write('named/deep/pools.yaml', POOL);
    const args = ['lint', '-', '--stdin-filename', 'named/deep/template.yaml', '--format', 'concise'];
    assert.deepEqual(run(args, { input: TEMPLATE }), { status: 0, stdout: '', stderr: '' });
    assert.match(run(['lint', '-', '--format', 'concise'], { input: TEMPLATE }).stdout, /missing-reference-target/);
    // The content on disk is ignored.
    write('named/deep/template.yaml', WRONG);
    const { status, stdout } = run(
      args.filter((word) => word !== '-'),
      { input: WRONG.replace('prefx', 'other') },
    );
    assert.equal(status, 0);
    assert.match(stdout, /^named\/deep\/template\.yaml:4:\d+: warning: .*other/);
  });
});

describe('--neighbors', () => {
  it('reads the rest of the repository, and reports only the given files', () => {
    write('repository/.git/HEAD', '');
    write('repository/a/template.yaml', TEMPLATE);
    write('repository/b/pools.yaml', `${POOL}---\n${WRONG.replace('name: pool', 'name: other')}`);
    const cwd = join(folder, 'repository');
    assert.match(run(['lint', 'a/template.yaml'], { cwd }).stdout, /missing-reference-target/);
    assert.equal(run(['lint', 'a/template.yaml', '--neighbors'], { cwd }).stdout, 'Nothing found in 1 file.\n');
    assert.equal(run(['lint', 'a', '--neighbors', '--isolated'], { cwd }).status, 2);
  });
});

describe('.gitignore', () => {
  it('applies in folders, but not to files that are named', () => {
    const cwd = join(folder, 'ignoring');
    const files = [
      'in.yaml',
      'build/out.yaml',
      'sub/kept.yaml',
      'sub/gen.yaml',
      'sub/deep/gen.yaml',
      'sub/excluded.yaml',
    ];
    for (const file of files) write(`ignoring/${file}`, POOL);
    execFileSync('git', ['init', '-q'], { cwd });
    write('ignoring/.gitignore', 'build/\ngen.yaml\n/kept.yaml\n');
    write('ignoring/sub/.gitignore', '!deep/gen.yaml\n');
    write('ignoring/.git/info/exclude', 'excluded.yaml\n');
    const listed = (...args: string[]) => {
      const { stdout } = run(['lint', ...args, '--format', 'junit'], { cwd });
      return [...stdout.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name).sort();
    };
    const expected = execFileSync('git', ['ls-files', '-o', '--exclude-standard', '*.yaml'], { cwd, encoding: 'utf8' });
    assert.deepEqual(expected.trim().split('\n').sort(), ['in.yaml', 'sub/deep/gen.yaml', 'sub/kept.yaml']);
    assert.deepEqual(listed('.'), expected.trim().split('\n').sort());
    assert.deepEqual(listed('.', '--no-gitignore'), files.toSorted());
    assert.deepEqual(listed('build', 'sub/gen.yaml'), ['build/out.yaml', 'sub/gen.yaml']);
    execFileSync('git', ['add', '--force', 'build/out.yaml'], { cwd });
    assert.deepEqual(listed('.'), ['build/out.yaml', 'in.yaml', 'sub/deep/gen.yaml', 'sub/kept.yaml']);
  });
});

describe('the output', () => {
  it('contains only findings with --quiet', () => {
    assert.deepEqual(run(['lint', 'pool.yaml', '--quiet']), { status: 0, stdout: '', stderr: '' });
    assert.doesNotMatch(run(['lint', 'wrong.yaml', '--quiet']).stdout, /in 1 file/);
  });

  it('ends with the findings per rule with --statistics', () => {
    assert.match(run(['lint', 'wrong.yaml', '--statistics']).stdout, /in 1 file\.\n1 {2}unknown-field\n$/);
    const { stdout, stderr } = run(['lint', 'wrong.yaml', '--statistics', '--format', 'json']);
    assert.equal(JSON.parse(stdout).version, 1);
    assert.equal(stderr, '1  unknown-field\n');
  });

  it('has colors according to --color, NO_COLOR and FORCE_COLOR', () => {
    const isColored = (args: readonly string[], env = {}) =>
      run(['lint', 'wrong.yaml', ...args], { env }).stdout.includes('\u001B[');
    assert.equal(isColored([]), false);
    assert.equal(isColored(['--color', 'always'], { NO_COLOR: '1' }), true);
    assert.equal(isColored([], { FORCE_COLOR: '1' }), true);
    assert.equal(isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
    assert.equal(isColored([], { FORCE_COLOR: '0' }), false);
    assert.equal(isColored(['--color', 'never'], { FORCE_COLOR: '1' }), false);
    run(['lint', 'wrong.yaml', '--color', 'always', '--format', 'text=colors.txt']);
    assert.equal(run(['lint', 'colors.txt', '--color', 'purple']).status, 2);
  });
});

describe('the exit code', () => {
  it('is 1 for more warnings than --max-warnings', () => {
    write('warns.yaml', TEMPLATE);
    assert.equal(run(['lint', 'warns.yaml', '--max-warnings', '1']).status, 0);
    const { status, stderr } = run(['lint', 'warns.yaml', '--max-warnings', '0']);
    assert.deepEqual([status, stderr], [1, '1 warning, but --max-warnings allows 0.\n']);
    assert.equal(run(['lint', 'warns.yaml', '--max-warnings', '0', '--quiet']).stderr, '');
    assert.equal(run(['lint', 'warns.yaml', '--max-warnings', 'many']).status, 2);
  });
});

const CLEAN = { status: 0, stdout: '', stderr: '' };

describe('@file', () => {
  it('is replaced by the lines of the file', () => {
    write('arguments', 'lint\npool.yaml\n\n--format\nconcise\n');
    assert.deepEqual(run(['@arguments']), CLEAN);
    assert.match(run(['lint', '@nowhere']).stderr, /^error: No such file: nowhere\. An argument that begins/);
  });
});

describe('a release of Kamaji', () => {
  for (const release of ['26.8.2-edge', 'edge-26.8.2', '26.3.2-edge', 'edge-26.5', 'edge-25.3.2'])
    it(`can be ${release}`, () => {
      assert.deepEqual(
        run(['lint', '--quiet', '--target', `kamaji=${release}`, '--format', 'concise', 'pool.yaml']),
        CLEAN,
      );
    });
});

describe('wrong usage', () => {
  it('suggests no file of which only the extension is similar', () => {
    write('short/e.yaml', 'a: 1\n');
    assert.equal(run(['lint', 'short/nope.yaml']).stderr, 'error: No such file or folder: short/nope.yaml.\n');
  });

  it('suggests no folder instead of a file', () => {
    write('short/folder/e.yaml', 'a: 1\n');
    assert.equal(run(['lint', '--env', 'short/foldr']).stderr, 'error: No such file: short/foldr.\n');
    assert.match(run(['lint', 'short/foldr']).stderr, /Did you mean short\/folder\?/);
  });

  const cases: readonly (readonly [args: string, message: RegExp])[] = [
    ['lint pol.yaml', /^error: No such file or folder: pol\.yaml\. Did you mean pool\.yaml\?\n$/],
    ['lint pool.yml', /^error: No such file or folder: pool\.yml\. Did you mean pool\.yaml\?\n$/],
    ['lint --target cpm3=v1.13', /^error: Unknown provider "cpm3"\. Did you mean capm3\?\n$/],
    ['lint --target terraform=v1', /^error: Unknown provider "terraform"\. Known: .*\(capm3\).*\(kamaji-cp\)\./],
    ['migrate --to cpm3=latest', /^error: Unknown provider "cpm3"\. Did you mean capm3\?\n$/],
    ['migrate --to capm3=v1beta12', /^error: No kind of cluster-api-provider-metal3 can be migrated to v1beta12\.\n$/],
    ['migrate --to capm3', /^error: --to capm3 has no release\. Write PROVIDER=RELEASE or PROVIDER=APIVERSION/],
    ['migrate --to capm3=1.99', /^error: Unknown release or API version "1\.99" of .*\. /],
    [
      'upgrade --from capm3=v1.10 --to capm3=v1.99',
      /^error: Unknown release "v1\.99" of cluster-api-provider-metal3\. /,
    ],
    ['upgrade --to capm3 .', /^error: --to capm3 has no release\. Write PROVIDER=RELEASE, such as capm3=v/],
    ['upgrade --from capm3 .', /^error: --from capm3 has no release\. /],
    ['upgrade --to capm3=v1.13', /^error: --to cluster-api-provider-metal3 has no --from /],
    ['lint --target capm3', /^error: --target capm3 has no release\. Write PROVIDER=RELEASE, such as capm3=v/],
    ['lint --target capm3=v9.99', /^error: Unknown release "v9\.99" of cluster-api-provider-metal3\. /],
    ['lint --rule unknown-fields', /^error: Unknown rule "unknown-fields"\. Did you mean unknown-field\?\n$/],
    ['lint --format sarfi', /^error: Unknown format "sarfi"\. Did you mean sarif\?\n$/],
    ['lint --jobs', /^error: --jobs needs a value: --jobs <number>\.\n$/],
    ['schema export --target', /^error: --target needs a value: --target <provider=release>\.\n$/],
    ['lint --cache=', /^error: The value of --cache is empty\. Write --cache <folder>, or remove the option\.\n$/],
    ['lint --since=', /^error: The value of --since is empty\./],
    ['tree --config=', /^error: The value of --config is empty\./],
    ['schema export --target capi=v1.10 --out=', /^error: The value of --out is empty\./],
    ['lint - --stdin-filename=', /^error: The value of --stdin-filename is empty\./],
    [
      'lint --baseline b.json --update-baseline --prune-baseline',
      /^error: --prune-baseline has no effect with --update-baseline: remove one of them\.\n$/,
    ],
    [
      'lint --diff --baseline b.json --update-baseline',
      /^error: --diff writes nothing: run baseline changes without it\.\n$/,
    ],
    ['migrate --check --write', /^error: --check writes no file: remove --check or --write\.\n$/],
    ['lint --rule=', /^error: --rule names no rule\.\n$/],
    ['lint --formt json', /^error: Unknown option "--formt"\. Did you mean --format\?\n$/],
    ['lint --formt=json', /Did you mean --format\?/],
    ['schema show', /^error: Missing required argument "kind"\.\n$/],
    ['lint --fail-on eror', /^error: Unknown severity "eror"\. Did you mean error\?\n$/],
    ['lint --fail-on warn', /^error: Unknown severity "warn"\. Did you mean warning\?\n$/],
    ['lint --format json=x --format sarif=./x', /^error: Two formats cannot be written to the same file: \.\/x\n$/],
    ['lint --fix --diff', /^error: --diff cannot be combined with --fix: it shows what --fix would change\.\n$/],
    ['lint --diff --format json', /^error: --format has no effect with --diff: remove one of them\.\n$/],
    ['lint pool.yaml --cache pool.yaml', /^error: --cache expects a folder, but pool\.yaml is a file\.\n$/],
    ['lint pool.yaml --format sarif=.', /^error: Cannot write \.: it is a folder\.\n$/],
    [
      'lint pool.yaml --since HEAD',
      /^error: --since needs a git repository, but the working directory is not in one\.\n$/,
    ],
    ['lint --fail-on never', /^error: Unknown severity "never"\. Known: hint, info, warning, error\.\n$/],
    ['lint --color alway', /^error: Unknown color mode "alway"\. Did you mean always\?\n$/],
    ['lint --target capm=v1.13', /^error: Unknown provider "capm"\. Did you mean capm3\?\n$/],
    ['lint --config pol.yaml', /^error: No such file: pol\.yaml\. Did you mean pool\.yaml\?\n$/],
    ['lint --env pol.yaml', /^error: No such file: pol\.yaml\. Did you mean pool\.yaml\?\n$/],
    [
      'lint --rule nothing-like-it',
      /^error: Unknown rule "nothing-like-it"\. List all rules with kamaji-metal3 rules\.\n$/,
    ],
    ['lint --baseline none.json', /^error: No baseline in none\.json\. Create it with/],
    ['lint --shard 5/4', /^error: --shard expects a part/],
    ['completion bsh', /^error: Unknown shell "bsh"\. Did you mean bash\?\n$/],
    ['rules --format jsn', /^error: Unknown format "jsn"\. Did you mean json\?\n$/],
    ['schema export --target capi=v1.10 --output x', /--out/],
    [
      'schema export --target ipam=v1.13 --format openai --out x',
      /^error: Unknown format "openai"\. Did you mean openapi\?/,
    ],
    ['lnt', /^error: Unknown command "lnt"\. Did you mean lint\?\n$/],
    ['help lnt', /^error: Unknown command "lnt"\. Did you mean lint\?\n$/],
    ['lnt . --help', /^error: Unknown command "lnt"\. Did you mean lint\?\n$/],
    ['explain enpoint-host-mismatch', /^error: Unknown rule .* Did you mean endpoint-host-mismatch\?\n$/],
    ['schema show IPPol', /^error: Unknown kind "IPPol"\. Did you mean IPPool\?\n$/],
    ['schema show IPPool spec.pols', /^error: IPPool v1alpha1 has no field spec\.pols in .*Did you mean pools\?\n$/],
    ['schema show IPPool --api-version v1alpha2', /no version "v1alpha2"\. Did you mean v1alpha1\?\n$/],
  ];
  for (const [args, message] of cases)
    it(`is explained: ${args}`, () => {
      const { status, stdout, stderr } = run(args.split(' '));
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
});

describe('help', () => {
  it('has examples, and no defaults without a meaning', () => {
    const commands = ['', 'lint', 'tree', 'rules', 'explain', 'upgrade', 'migrate', 'variables', 'completion'];
    for (const command of [...commands, 'schema export', 'schema show']) {
      const { stdout } = run([...command.split(' ').filter((word) => word !== ''), '--help']);
      assert.match(stdout, /\nExamples:\n/, command);
      assert.doesNotMatch(stdout, /default: (false|true|\[|\))/, command);
    }
    assert.match(run(['lint', '--help']).stdout, /Exit codes:\n {2}0 /);
    assert.deepEqual(run(['help', 'schema', 'export']), run(['schema', 'export', '--help']));
    assert.deepEqual(run(['help']), run(['--help']));
  });
});

describe('rules and explain', () => {
  it('print the same rules as text, JSON and Markdown', () => {
    const { version, rules } = JSON.parse(run(['rules', '--format', 'json']).stdout);
    assert.equal(version, 1);
    const rule = rules.find(({ id }: { id: string }) => id === 'endpoint-host-mismatch');
    assert.deepEqual(
      { ...rule, summary: '', url: '' },
      {
        id: 'endpoint-host-mismatch',
        severity: 'error',
        effect: 'stuck',
        by: 'controller',
        kinds: ['Cluster'],
        releases: [],
        summary: '',
        fixable: true,
        url: '',
      },
    );
    for (const format of ['text', 'markdown']) {
      const { stdout } = run(['rules', '--format', format]);
      for (const { id } of rules) assert.ok(stdout.includes(id), id);
      const page = run(['explain', rule.id, '--format', format]).stdout;
      assert.ok(page.includes(rule.summary) && page.includes(rule.url) && page.includes('kind: KamajiControlPlane'));
    }
    assert.match(run(['explain', 'address-in-pool']).stdout, /^infrastructure-address-in-pool\n/);
    // A link to the page of another rule works anywhere.
    const linking = ['explain', 'invalid-pool-range'];
    assert.match(run([...linking, '--format', 'markdown']).stdout, /\[pool-exhausted\]\(https:\S+#pool-exhausted\)/);
    assert.match(run(linking).stdout, /pool-exhausted \(https:\S+#pool-exhausted\)/);
    const explained = JSON.parse(run(['explain', rule.id, '--format', 'json']).stdout).rule;
    assert.ok(explained.documentation.length > rule.summary.length);
  });
});
