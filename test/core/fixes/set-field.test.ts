import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { setField } from '../../../server/src/core/fixes/set-field.ts';
import { scalarText } from '../../../server/src/core/fixes/write-scalar.ts';
import { nodeAt, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import { manifestDocument } from '../../../server/src/core/syntax/manifest-document.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { splitStream } from '../../../server/src/core/syntax/split-stream.ts';

function set(text: string, path: readonly string[], value: string | number): string | undefined {
  const [chunk] = splitStream(text);
  const change = chunk && setField(manifestDocument(chunk), path, value);
  return change && text.slice(0, change.span.start) + change.newText + text.slice(change.span.end);
}

describe('setField', () => {
  const path = ['spec', 'a', 'b'];
  const cases: readonly { name: string; before: string; after: string | undefined }[] = [
    {
      name: 'replaces a value and leaves its comment',
      before: 'spec:\n  a:\n    b: 1 # c\n',
      after: 'spec:\n  a:\n    b: 2 # c\n',
    },
    {
      name: 'adds a key after its neighbors',
      before: 'spec:\n  a:\n    x: 1 # c\n  z: 1\n',
      after: 'spec:\n  a:\n    x: 1 # c\n    b: 2\n  z: 1\n',
    },
    { name: 'adds the maps between', before: 'spec:\n  x: 1\nz: 1\n', after: 'spec:\n  x: 1\n  a:\n    b: 2\nz: 1\n' },
    { name: 'fills a key without a value', before: 'spec:\n  a:\n  x: 1\n', after: 'spec:\n  a:\n    b: 2\n  x: 1\n' },
    {
      name: 'keeps the author’s indentation',
      before: 'spec:\n    a:\n        x: 1\n',
      after: 'spec:\n    a:\n        x: 1\n        b: 2\n',
    },
    {
      name: 'keeps the author’s line ends',
      before: 'spec:\r\n  a:\r\n    x: 1\r\n',
      after: 'spec:\r\n  a:\r\n    x: 1\r\n    b: 2\r\n',
    },
    { name: 'writes into braces', before: 'spec: {a: {x: 1}}\n', after: 'spec: {a: {x: 1, b: 2}}\n' },
    {
      name: 'comes after a list and a block',
      before: 'spec:\n  a:\n    x:\n      - |\n        text\n',
      after: 'spec:\n  a:\n    x:\n      - |\n        text\n    b: 2\n',
    },
    {
      name: 'ends a text without a line end',
      before: 'spec:\n  a:\n    x: 1',
      after: 'spec:\n  a:\n    x: 1\n    b: 2',
    },
    { name: 'does not touch what an alias shares', before: 'y: &y {x: 1}\nspec:\n  a: *y\n', after: undefined },
    { name: 'does not put a map in the place of a value', before: 'spec:\n  a: text\n', after: undefined },
  ];
  for (const { name, before, after } of cases) it(name, () => assert.equal(set(before, path, 2), after));
});

describe('scalarText', () => {
  it('is parsed as the same text', () => {
    // Line breaks of YAML 1.1, characters that it does not allow, and indicators.
    const special = fc.string({ unit: fc.constantFrom(...'a \n\r\x85\u2028\x7f\x9b\ufeff\'"\\#:-{}[],&*!|>%@`') });
    const text = fc.oneof(fc.string(), special);
    fc.assert(
      fc.property(text, fc.constantFrom('plain' as const, 'single' as const, 'double' as const), (value, style) => {
        const text = `a: ${scalarText(value, style)}\nb: 1\n`;
        const { root, problems } = parseDocument(text);
        assert.deepEqual(problems, []);
        assert.equal(nodeAt(root, ['a'])?.kind, 'scalar');
        assert.equal(scalarAt(root, ['a'])?.text, value);
      }),
    );
  });

  it('quotes text that would be parsed as another type', () => {
    assert.deepEqual(
      ['yes', '012', '1.10', '10.0.0.1', 'fd00::1', 'edge-1', 'n', ''].map((value) => scalarText(value)),
      ['"yes"', '"012"', '"1.10"', '10.0.0.1', 'fd00::1', 'edge-1', '"n"', '""'],
    );
  });
});
