import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeScalar } from '../../../server/src/core/fixes/write-scalar.ts';
import { nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { applied, type ChangeCase, documentOf } from '../../support/changes.ts';

function write(text: string, value: string | number): string | undefined {
  const node = nodeAt(documentOf(text).parsed.root, ['a']);
  return node?.kind === 'scalar' ? applied(text, writeScalar(node, value)) : undefined;
}

const CASES: readonly (ChangeCase & { readonly value: string | number })[] = [
  { name: 'a plain scalar', value: 'c', before: 'a: b # c\n', after: 'a: c # c\n' },
  { name: 'a plain scalar that needs quotes', value: 'on', before: 'a: off\n', after: 'a: "on"\n' },
  { name: 'double quotes', value: 'c "d"', before: 'a: "b"\n', after: 'a: "c \\"d\\""\n' },
  { name: 'single quotes', value: "it's", before: "a: 'b'\n", after: "a: 'it''s'\n" },
  { name: 'a number for a quoted one', value: 443, before: 'a: "6443"\n', after: 'a: 443\n' },
  { name: 'a line that ends with CRLF', value: 'c', before: 'a: b\r\nz: 1\r\n', after: 'a: c\r\nz: 1\r\n' },
  { name: 'a last line without a line end', value: 'c', before: 'a: b', after: 'a: c' },
  { name: 'a value in braces', value: 'd', before: '{a: b, c: 1}\n', after: '{a: d, c: 1}\n' },
  { name: 'no literal block', value: 'c', before: 'a: |\n  b\n', after: undefined },
  { name: 'no folded block', value: 'c', before: 'a: >-\n  b\n', after: undefined },
];

describe('writeScalar replaces', () => {
  for (const { name, value, before, after } of CASES) it(name, () => assert.equal(write(before, value), after));
});
