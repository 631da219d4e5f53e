import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeBlocks } from '../../server/src/cli/input/markdown.ts';
import { migratePage } from '../../server/src/cli/input/migrate-markdown.ts';
import { contextFor } from '../support/migration.ts';

/** Returns the texts of the code blocks, and checks that each line is where the offsets say. */
function texts(page: string): readonly string[] {
  return codeBlocks(page).map(({ text, offsetOf }) => {
    for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g))
      assert.equal(page.slice(offsetOf(index), offsetOf(index) + line.length), line);
    return text;
  });
}

describe('the code blocks of a Markdown page', () => {
  it('are those of YAML and JSON, at any indentation', () => {
    const page = [
      '```yaml\na: 1\n```\n',
      '- item\n\n  ```yml title="x"\n  b:\n    c: 2\n  ```\n',
      '~~~~JSON\n{"d": 3}\n~~~~\n',
      '```text\na: 1\n```\n',
      '```\na: 1\n```\n',
      '```yamlish\na: 1\n```\n',
      '```yaml\r\ne: 4\r\n```\r\n',
    ].join('\n');
    assert.deepEqual(texts(page), ['a: 1\n', 'b:\n  c: 2\n', '{"d": 3}\n', 'e: 4\r\n']);
  });

  it('can be in block quotes', () => {
    assert.deepEqual(texts('> Note:\n> ```yaml\n> a:\n>   b: 1\n>\n> c: 2\n> ```\n'), ['a:\n  b: 1\n\nc: 2\n']);
    assert.deepEqual(texts('> > * x\n> >   ```yaml\n> >   a:\n> >     b: 1\n> >   ```\n'), ['a:\n  b: 1\n']);
    assert.deepEqual(texts('>```yaml\n>a: 1\n>```\n'), ['a: 1\n']);
  });

  it('end with their block quote', () => {
    assert.deepEqual(texts('> ```yaml\n> a: 1\nText: no key\n\n```yaml\nb: 2\n```\n'), ['a: 1\n', 'b: 2\n']);
    assert.deepEqual(texts('> ```yaml\n> a: 1\n```yaml\nb: 2\n```\n'), ['a: 1\n', 'b: 2\n']);
  });

  it('contain fences of other kinds, and block scalars with quotes', () => {
    assert.deepEqual(texts('````yaml\na: |\n  ```yaml\n  > b\n  ```\n````\n'), ['a: |\n  ```yaml\n  > b\n  ```\n']);
    assert.deepEqual(texts('```text\n~~~yaml\na: 1\n~~~\n```\n'), []);
  });

  it('contain several files after comments with their paths, unless document markers separate them', () => {
    const [a, b] = ['apiVersion: v1\nkind: A\n', '#- /dev/b.yaml\n# b\n\napiVersion: v1\nkind: B\n'];
    assert.deepEqual(texts(`> ~~~yaml\n${`${a}${b}`.replace(/^/gm, '> ')}\n> ~~~\n`), [a, `${b}\n`]);
    assert.deepEqual(texts(`~~~yaml\n# a.yml\n${a}${b}~~~\n`), [`# a.yml\n${a}`, b]);
    for (const text of [
      `${a}---\n${b}`,
      `${a}# c.yaml\n---\n${a}`,
      `${a}data:\n# c.yaml\n  c.yaml: d\n`,
      `${a}# as in c.yaml\napiVersion: v1\n`,
    ])
      assert.deepEqual(texts(`~~~yaml\n${text}~~~\n`), [text]);
  });

  it('are not code in a line, unclosed fences or shell commands', () => {
    assert.deepEqual(texts('```yaml``` is code\na: 1\n```\n'), []);
    assert.deepEqual(texts('```yaml\na: 1\n'), []);
    assert.deepEqual(texts('```yaml\nkubectl apply -f - <<EOF\na: 1\nEOF\n```\n'), []);
    assert.deepEqual(texts('```yaml\n'.repeat(100_000)), []);
  });

  it('are migrated in block quotes, with every other byte kept', () => {
    const page = [
      '> Replace the *template*:',
      '>',
      '> ```yaml',
      '> apiVersion: cluster.x-k8s.io/v1beta1',
      '> kind: MachineDeployment',
      '> metadata: {name: md}',
      '> spec:',
      '>   clusterName: a',
      '>   template:',
      '>     spec:',
      '>       clusterName: a',
      '>       nodeDrainTimeout: 10m # slow',
      '>       bootstrap: {dataSecretName: a}',
      '>       infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: Metal3MachineTemplate, name: a}',
      '> ```',
      '',
    ].join('\n');
    const context = contextFor((group) => (group === 'cluster.x-k8s.io' ? 'v1beta2' : undefined));
    assert.equal(
      migratePage('file:///page.md', page, context).after,
      page
        .replace('v1beta1', 'v1beta2')
        .replace('nodeDrainTimeout: 10m', 'deletion:\n>         nodeDrainTimeoutSeconds: 600'),
    );
  });

  it('keep their fences if the last line is removed or written', () => {
    const context = contextFor((group) => (group === 'infrastructure.cluster.x-k8s.io' ? 'v1beta2' : undefined));
    const pageOf = (prefix: string, lines: readonly string[]) =>
      ['```yaml', ...lines, '```', 'Text'].map((line) => `${prefix}${line}\n`).join('');
    const lines = (version: string, last: readonly string[]) => [
      `apiVersion: infrastructure.cluster.x-k8s.io/${version}`,
      'kind: Metal3Cluster',
      'metadata: {name: c}',
      'spec:',
      '  controlPlaneEndpoint: {host: 1.2.3.4, port: 6443}',
      ...last,
    ];
    for (const prefix of ['', '  ', '> ', '>   ', '> > '])
      assert.equal(
        migratePage('file:///page.md', pageOf(prefix, lines('v1beta1', ['  noCloudProvider: true'])), context).after,
        pageOf(prefix, lines('v1beta2', [])),
      );
  });
});
