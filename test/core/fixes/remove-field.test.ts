import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removeField } from '../../../server/src/core/fixes/remove-field.ts';
import { entryOf, nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { applied, type ChangeCase, documentOf } from '../../support/changes.ts';

/** Removes `x` from `spec`. */
function remove(text: string): string | undefined {
  const document = documentOf(text);
  const spec = nodeAt(document.parsed.root, ['spec']);
  const entry = entryOf(spec, 'x');
  assert.ok(spec?.kind === 'map' && entry);
  return applied(text, removeField(document, spec, entry.key));
}

const CASES: readonly ChangeCase[] = [
  { name: 'the first field', before: 'spec:\n  x: 1\n  a: 1\n', after: 'spec:\n  a: 1\n' },
  { name: 'a field between two', before: 'spec:\n  a: 1\n  x: 1\n  b: 1\n', after: 'spec:\n  a: 1\n  b: 1\n' },
  { name: 'the last field', before: 'spec:\n  a: 1\n  x: 1\nz: 1\n', after: 'spec:\n  a: 1\nz: 1\n' },
  { name: 'the comment on its line', before: 'spec:\n  x: 1 # c\n  a: 1 # d\n', after: 'spec:\n  a: 1 # d\n' },
  { name: 'no comment above it', before: 'spec:\n  a: 1\n  # c\n  x: 1\n', after: 'spec:\n  a: 1\n  # c\n' },
  {
    name: 'a field with nested fields',
    before: 'spec:\n  x:\n    y: 1\n    z: [1]\n  a: 1\n',
    after: 'spec:\n  a: 1\n',
  },
  { name: 'a list that is not indented', before: 'spec:\n  x:\n  - 1\n  - 2\n  a: 1\n', after: 'spec:\n  a: 1\n' },
  { name: 'a block scalar', before: 'spec:\n  x: |\n    text\n\n    text\n  a: 1\n', after: 'spec:\n  a: 1\n' },
  { name: 'a block scalar at the end', before: 'spec:\n  a: 1\n  x: |\n    text\n', after: 'spec:\n  a: 1\n' },
  { name: 'a key without a value', before: 'spec:\n  x:\n  a: 1\n', after: 'spec:\n  a: 1\n' },
  { name: 'a quoted key', before: 'spec:\n  "x": 1\n  a: 1\n', after: 'spec:\n  a: 1\n' },
  { name: 'lines that end with CRLF', before: 'spec:\r\n  x: 1 # c\r\n  a: 1\r\n', after: 'spec:\r\n  a: 1\r\n' },
  { name: 'the last line without a line end', before: 'spec:\n  a: 1\n  x: 1', after: 'spec:\n  a: 1\n' },
  { name: 'the first field in braces', before: 'spec: {x: 1, a: 1} # c\n', after: 'spec: {a: 1} # c\n' },
  { name: 'a field between two in braces', before: 'spec: {a: 1, x: {y: 1}, b: 1}\n', after: 'spec: {a: 1, b: 1}\n' },
  { name: 'the last field in braces', before: 'spec: { a: 1, x: 1 }\n', after: 'spec: { a: 1 }\n' },
  { name: 'nothing if it is the only field', before: 'spec:\n  x: 1\n', after: undefined },
  { name: 'nothing in a map that an alias shares', before: 'y: &y {x: 1, a: 1}\nspec: *y\n', after: undefined },
];

describe('removeField removes', () => {
  for (const { name, before, after } of CASES) it(name, () => assert.equal(remove(before), after));

  it('the first field of a list item, and moves the next one to the dash', () => {
    const text = 'spec:\n- x: 1\n  a: 1\n  b: 1\n';
    assert.equal(removeFromItem(text), 'spec:\n- a: 1\n  b: 1\n');
  });

  it('not the first field of a list item with a comment before the next one', () => {
    assert.equal(removeFromItem('spec:\n- x: 1\n  # about a\n  a: 1\n'), undefined);
  });
});

function removeFromItem(text: string): string | undefined {
  const document = documentOf(text);
  const item = nodeAt(document.parsed.root, ['spec', 0]);
  const entry = entryOf(item, 'x');
  assert.ok(item?.kind === 'map' && entry);
  return applied(text, removeField(document, item, entry.key));
}
