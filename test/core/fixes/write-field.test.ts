import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { fieldLines, writeField } from '../../../server/src/core/fixes/write-field.ts';
import type { JsonValue } from '../../../server/src/core/index.ts';
import { nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { applied, type ChangeCase, documentOf } from '../../support/changes.ts';

/** Writes `x` into `spec`. */
function write(text: string, value: JsonValue): string | undefined {
  const document = documentOf(text);
  const spec = nodeAt(document.parsed.root, ['spec']);
  return spec?.kind === 'map' ? applied(text, writeField(document, spec, 'x', value)) : undefined;
}

const CASES: readonly (ChangeCase & { readonly value: JsonValue })[] = [
  { name: 'a string', value: 'b', before: 'spec:\n  a: 1\nz: 1\n', after: 'spec:\n  a: 1\n  x: b\nz: 1\n' },
  { name: 'a string that needs quotes', value: 'yes', before: 'spec:\n  a: 1\n', after: 'spec:\n  a: 1\n  x: "yes"\n' },
  { name: 'a number', value: 5, before: 'spec:\n  a: 1\n', after: 'spec:\n  a: 1\n  x: 5\n' },
  { name: 'a boolean', value: false, before: 'spec:\n  a: 1\n', after: 'spec:\n  a: 1\n  x: false\n' },
  { name: 'an empty map', value: {}, before: 'spec:\n  a: 1\n', after: 'spec:\n  a: 1\n  x: {}\n' },
  { name: 'an empty list', value: [], before: 'spec:\n  a: 1\n', after: 'spec:\n  a: 1\n  x: []\n' },
  {
    name: 'a map with a list of maps, indented as the author does',
    value: { b: [{ c: 1, d: ['e'] }], f: {} },
    before: 'spec:\n    a: 1\n',
    after:
      'spec:\n    a: 1\n    x:\n        b:\n            - c: 1\n              d:\n                  - e\n        f: {}\n',
  },
  {
    name: 'a map, indented as the first block map and not as one in braces',
    value: { b: 1 },
    before: 'metadata: {name: a}\nspec:\n    a: 1\n',
    after: 'metadata: {name: a}\nspec:\n    a: 1\n    x:\n        b: 1\n',
  },
  {
    name: 'after a comment at the end of the last line',
    value: 1,
    before: 'spec:\n  a: 1 # c\nz: 1\n',
    after: 'spec:\n  a: 1 # c\n  x: 1\nz: 1\n',
  },
  {
    name: 'after a last field with nested fields',
    value: 1,
    before: 'spec:\n  a:\n    b:\n    - 1\n',
    after: 'spec:\n  a:\n    b:\n    - 1\n  x: 1\n',
  },
  {
    name: 'after a last key without a value',
    value: 1,
    before: 'spec:\n  a:\nz: 1\n',
    after: 'spec:\n  a:\n  x: 1\nz: 1\n',
  },
  {
    name: 'after a block scalar',
    value: 1,
    before: 'spec:\n  a: |\n    text\nz: 1\n',
    after: 'spec:\n  a: |\n    text\n  x: 1\nz: 1\n',
  },
  {
    name: 'lines that end with CRLF',
    value: { b: 1 },
    before: 'spec:\r\n  a: 1\r\n',
    after: 'spec:\r\n  a: 1\r\n  x:\r\n    b: 1\r\n',
  },
  { name: 'after a last line without a line end', value: 1, before: 'spec:\n  a: 1', after: 'spec:\n  a: 1\n  x: 1' },
  { name: 'nothing in braces', value: 1, before: 'spec: {a: 1}\n', after: undefined },
  { name: 'nothing into what an alias shares', value: 1, before: 'y: &y\n  a: 1\nspec: *y\n', after: undefined },
];

describe('writeField writes', () => {
  for (const { name, value, before, after } of CASES) it(name, () => assert.equal(write(before, value), after));
});

describe('fieldLines', () => {
  it('is parsed as the same value', () => {
    const value = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-zA-Z./-]{1,8}$/), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, fc.constantFrom(1, 2, 4), (each, step) => {
        const text = `${fieldLines('x', each, step).join('\n')}\n`;
        assert.deepEqual(parse(text), JSON.parse(JSON.stringify({ x: each })), text);
      }),
    );
  });
});
