import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { validate } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';

const cli = resolve('dist/cli.cjs');
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-integrations-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'work/a b'), { recursive: true });
  // The command that `npx --yes kamaji-metal3@VERSION` and an installed package run.
  program('npx', `[ "$1" = --yes ] || exit 9; shift 2; exec "${process.execPath}" "${cli}" "$@"`);
  program('kamaji-metal3', `exec "${process.execPath}" "${cli}" "$@"`);
  const [cluster = '', ...rest] = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('---\n');
  writeFileSync(join(folder, 'work/a b/cluster.yaml'), cluster);
  writeFileSync(join(folder, 'work/a b/rest.yaml'), rest.join('---\n'));
  mkdirSync(join(folder, 'work/.git'));
});
after(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function bash(script: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []) {
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script, 'bash', ...args], {
    cwd: join(folder, 'work'),
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ...env },
  });
}

function read(name: string): string {
  return readFileSync(join(folder, 'work', name), 'utf8');
}

describe('the pre-commit hook', () => {
  it('checks the changed files together with their neighbors', () => {
    const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
    assert.deepEqual([hook.language, hook.require_serial, hook.types_or], ['node', true, ['yaml', 'json']]);
    // pre-commit appends the names of the files.
    const { status, stdout, stderr } = bash(`${hook.entry} "$@"`, {}, ['a b/cluster.yaml']);
    assert.equal(stderr, '');
    assert.equal(status, 1);
    assert.match(stdout, /a b\/cluster\.yaml:9:20 error endpoint-port-mismatch/);
    assert.match(stdout, /in 1 file\.\n$/);
  });
});

describe('the GitHub action', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));
  const [check, upload] = action.runs.steps;

  /** The environment of the step with the defaults of the inputs, as the runner evaluates it. */
  function environment(inputs: Readonly<Record<string, string>>): Record<string, string> {
    const inputValue = (name: string) => inputs[name] ?? action.inputs[name].default;
    const evaluate = (text: string) =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputValue(name));
    return Object.fromEntries(Object.entries<string>(check.env).map(([key, text]) => [key, evaluate(text)]));
  }

  it('annotates, writes the summary and SARIF, and fails', () => {
    const env = { ...environment({}), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { status, stdout, stderr } = bash(check.run, env);
    assert.equal(stderr, '');
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=a b\/cluster\.yaml,line=9,/m);
    assert.match(readFileSync(join(folder, 'summary.md'), 'utf8'), /\| error \| `a b\/cluster\.yaml:9`/);
    assert.equal(JSON.parse(read('kamaji-metal3.sarif')).version, '2.1.0');
    assert.equal(upload.if, "${{ always() && inputs.upload-sarif == 'true' }}");
  });

  it('passes its inputs as arguments, never as code', () => {
    const inputs = {
      paths: 'a b/cluster.yaml\n$(touch hacked)\n',
      targets: 'capm3=v1.10\nipam=v1.10',
      'max-warnings': '3',
      baseline: 'base.json',
      since: 'HEAD~1',
      'sarif-file': 'out/report.sarif',
      args: '--quiet\n--exclude=x; touch hacked',
    };
    program('npx', 'for each in "$@"; do printf "<%s>\\n" "$each"; done');
    const { stdout } = bash(check.run, environment(inputs));
    const expected = [
      ...['--yes', `kamaji-metal3@${action.inputs.version.default}`, 'lint', '--format', 'sarif=out/report.sarif'],
      ...['--format', 'text', '--format', 'github', '--fail-on', 'error', '--max-warnings', '3'],
      ...['--baseline', 'base.json', '--since', 'HEAD~1', '--target', 'capm3=v1.10', '--target', 'ipam=v1.10'],
      ...['--quiet', '--exclude=x; touch hacked', '--', 'a b/cluster.yaml', '$(touch hacked)'],
    ];
    assert.deepEqual(
      stdout.trim().split('\n'),
      expected.map((each) => `<${each}>`),
    );
    assert.ok(!existsSync(join(folder, 'work/hacked')));
    program('npx', `[ "$1" = --yes ] || exit 9; shift 2; exec "${process.execPath}" "${cli}" "$@"`);
  });
});

describe('the GitLab component', () => {
  it('writes a code quality and a JUnit report, and fails', () => {
    const [spec, jobs] = parseAllDocuments(readFileSync('templates/lint.yml', 'utf8')).map((each) => each.toJS());
    const job = jobs['kamaji-metal3'];
    const environment = (inputs: Readonly<Record<string, string>> = {}) => {
      const evaluate = (text: string) =>
        text.replace(
          /\$\[\[ inputs\.([\w-]+) \]\]/g,
          (_, name: string) => inputs[name] ?? spec.spec.inputs[name].default,
        );
      return Object.fromEntries(Object.entries<string>(job.variables).map(([key, text]) => [key, evaluate(text)]));
    };
    const { status, stderr } = bash(job.script.join('\n'), environment());
    assert.equal(stderr, '');
    assert.equal(status, 1);
    const { codequality, junit } = job.artifacts.reports;
    assert.equal(JSON.parse(read(codequality)).length, 6);
    assert.match(read(junit), /<testsuites /);
    const args = '--rule endpoint-port-mismatch --target capi=v1.10';
    bash(job.script.join('\n'), environment({ args }));
    assert.equal(JSON.parse(read(codequality)).length, 2);
  });
});

describe('versions', () => {
  it('in the integrations are the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(parse(readFileSync('action.yml', 'utf8')).inputs.version.default, version);
    const [spec] = parseAllDocuments(readFileSync('templates/lint.yml', 'utf8')).map((each) => each.toJS());
    assert.equal(spec.spec.inputs.version.default, version);
    const examples = [...readFileSync('docs/command-line.md', 'utf8').matchAll(/(?:kamaji-metal3@|rev: )v([\d.]+)/g)];
    assert.deepEqual(
      examples.map(([, each]) => each),
      [version, version],
    );
  });
});

describe('the image', () => {
  const text = readFileSync('Dockerfile', 'utf8');

  it('has a valid Dockerfile', () => {
    const problems = (content: string) => validate(content).map(({ message }) => message);
    assert.deepEqual(problems(text), []);
    assert.notDeepEqual(problems(text.replace('USER node', 'USR node')), []);
  });

  it('runs as a user without rights', () => {
    const stage = text.slice(text.lastIndexOf('\nFROM ')).split('\n');
    for (const line of ['USER node', 'WORKDIR /work', 'ENTRYPOINT ["kamaji-metal3"]', 'CMD ["lint"]'])
      assert.ok(stage.includes(line), line);
  });

  it('contains what the command needs', () => {
    const image = join(folder, 'image');
    cpSync('dist', join(image, 'dist'), { recursive: true, preserveTimestamps: true });
    cpSync('package.json', join(image, 'package.json'));
    const removed = text.match(/dist\/[\w.-]+/g) ?? [];
    assert.ok(removed.length >= 5);
    for (const path of removed.filter((each) => each !== 'dist/cli.cjs'))
      rmSync(join(image, path), { recursive: true, force: true });
    const lint = (...args: string[]) =>
      spawnSync(join(image, 'dist/cli.cjs'), args, { cwd: join(folder, 'work'), encoding: 'utf8' });
    assert.match(lint('lint').stdout, / in 2 files\.\n$/);
    assert.match(lint('lint', '--isolated', '--jobs', '2').stdout, / in 2 files\.\n$/);
    assert.equal(lint('explain', 'unknown-field').status, 0);
  });
});
