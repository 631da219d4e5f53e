import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type NodePath, nodeAt, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import type { Node } from '../../../server/src/core/syntax/node.ts';
import { parseDocument, TOO_LARGE } from '../../../server/src/core/syntax/parse-document.ts';
import { readTolerant } from '../../../server/src/core/syntax/read-tolerant.ts';
import { streamText } from '../../support/arbitrary.ts';

function source(text: string, node: Node | undefined): string | undefined {
  return node && text.slice(node.span.start, node.span.end);
}

describe('parseDocument', () => {
  it('returns the span of a value with its quotes', () => {
    const text = '# c\na:\n  b: "x y" # d\n  c: |\n    block\n';
    const { root, problems } = parseDocument(text);
    assert.deepEqual(problems, []);
    assert.equal(source(text, nodeAt(root, ['a', 'b'])), '"x y"');
    assert.equal(scalarAt(root, ['a', 'b'])?.text, 'x y');
    assert.equal(scalarAt(root, ['a', 'c'])?.text, 'block\n');
  });

  it('keeps every scalar as text', () => {
    const { root } = parseDocument('a: 012\nb: yes\nc: 1.0\nd: ~\n');
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => scalarAt(root, [key])?.text),
      ['012', 'yes', '1.0', '~'],
    );
  });

  it('has the span of an alias and the content of its target', () => {
    const text = 'a: &x {b: 1}\nc: *x\n';
    const { root } = parseDocument(text);
    assert.equal(source(text, nodeAt(root, ['c'])), '*x');
    assert.equal(scalarAt(root, ['c', 'b'])?.text, '1');
  });

  it('returns the spans of properties, flow collections and block scalars', () => {
    const text = [
      'a: &x !!str "b"# c',
      '&y d : !!set {e, ? f, g: [h: i, ? j : k]}',
      'l: >- # m',
      '   n',
      '',
      '   o',
      'p:\t!!null',
      'q:',
      '- - *x',
      '  - r',
      '    s',
      '? t',
      '',
    ].join('\n');
    const { root, problems } = parseDocument(text);
    assert.deepEqual(problems, []);
    const paths: readonly NodePath[] = [
      ...[['a'], ['d'], ['d', 'e'], ['d', 'f'], ['d', 'g'], ['d', 'g', 0], ['d', 'g', 1], ['d', 'g', 1, 'j']],
      ...[['l'], ['p'], ['q'], ['q', 0], ['q', 0, 0], ['q', 0, 1], ['t']],
    ];
    assert.deepEqual(
      paths.map((path) => source(text, nodeAt(root, path))),
      [
        ...['"b"', '{e, ? f, g: [h: i, ? j : k]}', '', '', '[h: i, ? j : k]', 'h: i', 'j : k', 'k'],
        ...['>- # m\n   n\n\n   o\n', '', '- - *x\n  - r\n    s', '- *x\n  - r\n    s', '*x', 'r\n    s', ''],
      ],
    );
    assert.equal(nodeAt(root, ['p'])?.span.start, text.indexOf('!!null') + '!!null'.length);
    assert.equal(root?.span.start, 0);
  });

  it('expands merge keys, with lower precedence than explicit keys', () => {
    const { root } = parseDocument('base: &x {a: 1, b: 2}\nc:\n  <<: *x\n  b: 3\n');
    assert.equal(scalarAt(root, ['c', 'a'])?.text, '1');
    assert.equal(scalarAt(root, ['c', 'b'])?.text, '3');
  });

  it('returns a partial tree for text with errors', () => {
    const { root, problems } = parseDocument('apiVersion: v1\nkind: Cluster\nspec: [a\nb: c\n');
    assert.notDeepEqual(problems, []);
    assert.equal(scalarAt(root, ['kind'])?.text, 'Cluster');
  });

  it('rejects text with too deep nesting or too many aliases', () => {
    const nested = ['['.repeat(5000), '['.repeat(500) + ']'.repeat(500), '- '.repeat(20_000), '? '.repeat(300)];
    // Each step is 150 levels deep, and contains the previous one.
    const chain = [0, 1, 2].map((each) => `a${each}: &a${each} ${'['.repeat(150)}*a${each - 1}${']'.repeat(150)}`);
    nested.push(['a-1: &a-1 x', ...chain].join('\n'));
    const bomb = ['a0: &a0 [x, x]'];
    for (let each = 1; each < 30; each++) bomb.push(`a${each}: &a${each} [*a${each - 1}, *a${each - 1}]`);
    const merged = ['a0: &a0 {x: y}'];
    for (let each = 1; each < 30; each++) merged.push(`a${each}: &a${each} {<<: [*a${each - 1}, *a${each - 1}]}`);
    for (const text of [...nested, bomb.join('\n'), merged.join('\n')]) {
      const { root, problems } = parseDocument(text);
      assert.deepEqual(
        [root, problems.filter(({ code }) => code === TOO_LARGE).length],
        [undefined, 1],
        text.slice(0, 40),
      );
      // The tolerant reader also terminates.
      assert.ok(JSON.stringify(readTolerant(text) ?? null).length < 20_000_000);
    }
  });

  it('accepts any text, with spans inside it', () => {
    fc.assert(
      fc.property(streamText(), (text) => {
        const { root, problems } = parseDocument(text);
        for (const { span } of problems)
          assert.ok(span.start >= 0 && span.end <= text.length && span.start <= span.end);
        assert.ok(!root || (root.span.start >= 0 && root.span.end <= text.length));
      }),
    );
  });

  it('treats an expression in double braces as text, quoted or not', () => {
    const { root, problems } = parseDocument('a: {{ .Values.name }}\nb: [{{ x }}]\nc: {d: {e: 1}}\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [['a'], ['b', 0], ['c', 'd', 'e']].map((path) => scalarAt(root, path)?.text),
      ['{{ .Values.name }}', '{{ x }}', '1'],
    );
  });
});
