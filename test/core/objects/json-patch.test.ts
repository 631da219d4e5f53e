import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isJsonPatch, operationsOf } from '../../../server/src/core/objects/json-patch.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';

function rootOf(text: string) {
  const { root } = parseDocument(text);
  assert.ok(root);
  return root;
}

describe('isJsonPatch', () => {
  const cases: readonly (readonly [text: string, expected: boolean])[] = [
    ['- {op: add, path: /a, value: 1}\n', true],
    ['- {op: remove, path: /a}\n- {op: move, from: /a, path: /b}\n', true],
    ['- {op: add, path: /a}\n- {op: rename, path: /a}\n', false],
    ['- {op: add}\n', false],
    ['- {op: Add, path: /a}\n', false],
    ['[]\n', false],
    ['op: add\npath: /a\n', false],
  ];
  for (const [text, expected] of cases)
    it(`${JSON.stringify(text)}: ${expected}`, () => assert.equal(isJsonPatch(rootOf(text)), expected));
});

describe('operationsOf', () => {
  /** Each step of the first path, and the text at its span. */
  const steps = (path: string) => {
    const text = `- op: add\n  path: ${path}\n`;
    const [operation] = operationsOf(rootOf(text));
    return operation?.path.steps.map((step) => [step.text, step.span && text.slice(step.span.start, step.span.end)]);
  };

  it('splits a pointer, with the span of each step', () => {
    const expected = [
      ['spec', 'spec'],
      ['pools', 'pools'],
      ['0', '0'],
    ];
    assert.deepEqual(steps('/spec/pools/0'), expected);
    assert.deepEqual(steps('"/spec/pools/0"'), expected);
  });

  it('decodes escapes, which have no span', () =>
    assert.deepEqual(steps('/metadata/annotations/a~1b~0c'), [
      ['metadata', 'metadata'],
      ['annotations', 'annotations'],
      ['a/b~c', undefined],
    ]));

  it('decodes ~01 as ~1, not as a slash', () => assert.deepEqual(steps('/a~01'), [['a~1', undefined]]));

  it('reads an empty pointer as the complete object', () => assert.deepEqual(steps('""'), []));

  it('ignores an operation whose path is not a pointer', () => assert.equal(steps('spec/a'), undefined));
});
