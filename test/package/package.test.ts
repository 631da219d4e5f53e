import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

let folder = '';
let tarball = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-package-'));
  execFileSync(process.execPath, ['scripts/core-types.mjs']);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  tarball = readdirSync(folder)[0] ?? '';
  mkdirSync(join(folder, 'project'));
  writeFileSync(join(folder, 'project/package.json'), '{"name": "project", "private": true}');
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--silent', join(folder, tarball)];
  execFileSync('npm', install, { cwd: join(folder, 'project'), stdio: 'pipe' });
});
after(() => rmSync(folder, { recursive: true }));

// Also a few small files are checked on several threads.
process.env.KAMAJI_METAL3_BYTES_PER_THREAD = '1';

const MISTAKES = resolve('examples/mistakes/cluster.yaml');

function inProject(program: string, ...args: readonly string[]) {
  return spawnSync(program, args, { cwd: join(folder, 'project'), encoding: 'utf8' });
}

describe('the npm package', () => {
  it('is small, complete and without dependencies', () => {
    const {
      private: isPrivate,
      dependencies,
      repository,
      bugs,
      homepage,
    } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.deepEqual([isPrivate, dependencies], [undefined, undefined]);
    assert.ok(repository.url && bugs.url && homepage);
    assert.ok(statSync(join(folder, tarball)).size <= 3_000_000);
    assert.deepEqual(readdirSync(join(folder, 'project/node_modules')), [
      '.bin',
      '.package-lock.json',
      'kamaji-metal3',
    ]);
    const files = readdirSync(join(folder, 'project/node_modules/kamaji-metal3')).sort();
    assert.deepEqual(files, ['LICENSE', 'README.md', 'dist', 'package.json']);
    const dist = readdirSync(join(folder, 'project/node_modules/kamaji-metal3/dist'));
    assert.ok(dist.includes('ThirdPartyNotices.txt') && !dist.some((name) => /\.(cache|map|vsix)$/.test(name)));
  });

  it('lints without a network', () => {
    const { status, stdout, stderr } = inProject(
      'npx',
      '--offline',
      'kamaji-metal3',
      'lint',
      MISTAKES,
      '--format',
      'concise',
    );
    assert.equal(stderr, '');
    assert.equal(status, 1);
    assert.equal(stdout.trimEnd().split('\n').length, 6);
    assert.equal(inProject('npx', '--offline', 'kamaji-metal3', 'explain', 'unknown-field').status, 0);
    const folders = ['lint', '--isolated', '--jobs', '2', resolve('examples')];
    assert.match(inProject('npx', '--offline', 'kamaji-metal3', ...folders).stdout, /in 2 files/);
  });

  it('has an API for CommonJS and ES modules', () => {
    const program = `
      const text = require('node:fs').readFileSync(${JSON.stringify(MISTAKES)}, 'utf8');
      const [cluster, ...rest] = text.split('---\\n');
      const all = lint(text);
      const one = lint(cluster, { fileName: 'a.yaml', files: { 'b.yaml': rest.join('---\\n') } });
      const off = lint(text, { rules: Object.fromEntries(all.map(({ rule }) => [rule, 'off'])) });
      console.log(JSON.stringify([all.length, one.map(({ file }) => file), off.length, all[0].fixes[0].edits[0].newText]));
      const wrong = [
        ['', { targets: { capm3: 'v99' } }],
        ['', { rules: { 'unknown-fild': 'off' } }],
        ['', { rules: { 'unknown-field': 'of' } }],
        [Buffer.from(text)],
        ['', { files: { 'b.yaml': undefined } }],
      ];
      for (const each of wrong) try { lint(...each); } catch (error) { console.log(error.message); }`;
    const expected = new RegExp(
      [
        /^\[6,\["a\.yaml"(,"a\.yaml")*\],0,"\d+"\]/,
        /Unknown release "v99" of cluster-api-provider-metal3\..*/,
        /Unknown rule "unknown-fild"\. Did you mean unknown-field\?/,
        /Unknown severity "of"\. Did you mean off\?/,
        /The text of manifests\.yaml is not a string\./,
        /The text of b\.yaml is not a string\.\n$/,
      ]
        .map(({ source }) => source)
        .join('\n'),
    );
    assert.match(
      inProject(process.execPath, '-e', `const { lint } = require('kamaji-metal3/core');${program}`).stdout,
      expected,
    );
    const module = `import { createRequire } from 'node:module'; import { lint } from 'kamaji-metal3/core';
      const require = createRequire('/');${program}`;
    assert.match(inProject(process.execPath, '--input-type=module', '-e', module).stdout, expected);
  });

  it('declares exactly the documented API', () => {
    const types = readFileSync('dist/core.d.cts', 'utf8');
    if (process.env.UPDATE === '1') writeFileSync('test/package/core.d.cts.txt', types);
    assert.equal(types, readFileSync('test/package/core.d.cts.txt', 'utf8'));
    assert.doesNotMatch(types, /\bimport\b|\bexport \*/);
    writeFileSync(
      join(folder, 'project/use.mts'),
      "import { lint, type LintFinding } from 'kamaji-metal3/core';\nexport const all: LintFinding[] = lint('', { targets: {} });\n",
    );
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', ''];
    const { status, stdout } = inProject(process.execPath, tsc, ...options, 'use.mts');
    assert.deepEqual([status, stdout], [0, '']);
  });
});

describe('the bill of materials', () => {
  it('contains the packages of the third-party notices, with their licenses', () => {
    const bill = JSON.parse(readFileSync('dist/kamaji-metal3.cdx.json', 'utf8'));
    assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.5']);
    const components: { name: string; version: string; purl: string; licenses: [{ license: { id: string } }] }[] =
      bill.components;
    const titles = components.map(({ name, version, licenses }) => `${name} ${version} (${licenses[0].license.id})`);
    const notices = readFileSync('dist/ThirdPartyNotices.txt', 'utf8').split('\n');
    const noticed = notices.filter((_, index) => index > 0 && /^-{80}$/.test(notices[index - 2] ?? ''));
    assert.deepEqual(titles, noticed);
    assert.equal(new Set(components.map(({ purl }) => purl)).size, components.length);
    for (const { purl } of components) assert.match(purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
  });
});

describe('the third-party notices', () => {
  it('contain the license of every package in the bundles', () => {
    const text = readFileSync('dist/ThirdPartyNotices.txt', 'utf8');
    const sections = text.split(`${'-'.repeat(80)}\n\n`).slice(1);
    const names = sections.map((section) => section.split(' ')[0]);
    for (const name of ['yaml', 'commander', 'picocolors', 'ignore', 'ajv', 'vscode-languageserver', '@dagrejs/dagre'])
      assert.ok(names.includes(name), name);
    for (const section of sections) assert.match(section, /copyright|permission|redistribution/i);
  });
});
