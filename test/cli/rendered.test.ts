import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');

function lint(input: string, format = 'json'): string {
  return spawnSync(process.execPath, [cli, 'lint', '-', '--format', format], { input, encoding: 'utf8' }).stdout;
}

function origins(input: string): readonly (string | undefined)[] {
  return JSON.parse(lint(input)).findings.map(({ origin }: { origin?: string }) => origin);
}

function pool(name: string, annotations = ''): string {
  return `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: ${name}\n${annotations}spec:\n  namePrefix: ${name}\n  wrong: 1 # Source: no/origin.yaml\n`;
}

describe('lint - of rendered manifests', () => {
  const rendered = `---
# Source: infra/templates/pools.yaml
${pool('a')}---
# A comment of the template
${pool('b')}---
# c
# Source: infra/charts/sub/templates/x y.yaml

${pool('c')}`;

  it('names the template of helm', () => {
    assert.deepEqual(origins(rendered), [
      'infra/templates/pools.yaml',
      undefined,
      'infra/charts/sub/templates/x y.yaml',
    ]);
    assert.deepEqual(origins(rendered.replaceAll('\n', '\r\n')), origins(rendered));
  });

  it('names the file of kustomize', () => {
    const origin = (...lines: string[]) =>
      `  annotations:\n    config.kubernetes.io/origin: |\n${lines.map((line) => `      ${line}\n`).join('')}    other: path\n`;
    const built = [
      pool('a', origin('path: ../base/pool.yaml')),
      pool('b', origin('path: deep/pool.yaml', 'repo: https://example.com/base', 'ref: v1')),
      pool('c', '  annotations:\n    other: |\n      path: x\n'),
    ].join('---\n');
    assert.deepEqual(origins(built), ['../base/pool.yaml', 'https://example.com/base deep/pool.yaml', undefined]);
  });

  it('is the path of the finding for GitHub and GitLab, without a line', () => {
    const paths = JSON.parse(lint(rendered, 'gitlab')).map(({ location }: { location: object }) => location);
    const [, line] = rendered.split('\n').flatMap((each, index) => (each.includes('wrong') ? [index + 1] : []));
    assert.deepEqual(paths, [
      { path: 'infra/templates/pools.yaml', lines: { begin: 1 } },
      { path: '-', lines: { begin: line, end: line } },
      { path: 'infra/charts/sub/templates/x y.yaml', lines: { begin: 1 } },
    ]);
    const commands = lint(rendered, 'github').split('\n');
    assert.match(commands[0] ?? '', /^::error file=infra\/templates\/pools\.yaml,title=/);
    assert.match(commands[1] ?? '', /^::error file=-,line=\d+,/);
    // The message does not repeat it.
    for (const format of ['gitlab', 'github'])
      assert.equal(lint(rendered, format).split('infra/templates/pools.yaml').length, 2, format);
  });

  it('prints it in every format', () => {
    for (const format of [
      'text',
      'concise',
      'jsonl',
      'sarif',
      'github',
      'gitlab',
      'junit',
      'checkstyle',
      'rdjson',
      'markdown',
    ])
      assert.equal(lint(rendered, format).split('infra/templates/pools.yaml').length > 1, true, format);
  });
});
