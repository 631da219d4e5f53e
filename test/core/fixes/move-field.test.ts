import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moveField } from '../../../server/src/core/fixes/move-field.ts';
import type { StructuralSchema } from '../../../server/src/core/index.ts';
import { entryOf, type NodePath, nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { objectIn } from '../../support/changes.ts';

/** `x` belongs below spec.home; `twice` belongs to two places; spec.strict requires more than `y`. */
const KIND: StructuralSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        a: { type: 'object' },
        home: { type: 'object', properties: { x: {}, twice: {} } },
        other: { type: 'object', properties: { twice: {} } },
        strict: { type: 'object', required: ['y', 'z'], properties: { y: {}, z: {} } },
      },
    },
    status: { type: 'object', properties: { x: {} } },
  },
};

const HEAD = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n';

/** The text after a field is moved; undefined if it is not. */
function move(spec: string, holderPath: NodePath, key: string, accepts = true): string | undefined {
  const resource = objectIn(HEAD + spec);
  const holder = nodeAt(resource.root, holderPath);
  const entry = entryOf(holder, key);
  assert.ok(holder?.kind === 'map' && entry);
  const [fix, ...others] = moveField(resource, holder, entry, KIND, () => accepts);
  assert.deepEqual(others, []);
  if (!fix) return undefined;
  const changes = fix.edits.map(({ change }) => change).sort((a, b) => b.span.start - a.span.start);
  const text = changes.reduce(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    HEAD + spec,
  );
  return text.slice(HEAD.length);
}

interface Case {
  readonly name: string;
  readonly key?: string;
  readonly from?: NodePath;
  readonly before: string;
  readonly after: string | undefined;
}

const CASES: readonly Case[] = [
  {
    name: 'into a map that is there',
    before: 'spec:\n  a: {}\n  x: 1\n  home:\n    b: 1\n',
    after: 'spec:\n  a: {}\n  home:\n    b: 1\n    x: 1\n',
  },
  {
    name: 'with the map that is missing',
    before: 'spec:\n  a: {}\n  x: 1\n',
    after: 'spec:\n  a: {}\n  home:\n    x: 1\n',
  },
  {
    name: 'with its lines, comments and nested fields',
    before: 'spec:\n  x: # c\n    b:\n      # d\n      - 1\n\n      - 2 # e\n  home:\n    b: 1\n',
    after: 'spec:\n  home:\n    b: 1\n    x: # c\n      b:\n        # d\n        - 1\n\n        - 2 # e\n',
  },
  {
    name: 'with the indentation of the author',
    before: 'spec:\n    a: {}\n    x:\n        b: 1\n',
    after: 'spec:\n    a: {}\n    home:\n        x:\n            b: 1\n',
  },
  {
    name: 'from lines that end with CRLF',
    before: 'spec:\r\n  x: 1\r\n  home:\r\n    b: 1\r\n',
    after: 'spec:\r\n  home:\r\n    b: 1\r\n    x: 1\r\n',
  },
  {
    name: 'from the top level',
    from: [],
    before: 'x: 1\nspec:\n  home:\n    b: 1\n',
    after: 'spec:\n  home:\n    b: 1\n    x: 1\n',
  },
  { name: 'not to one of two places', key: 'twice', before: 'spec:\n  a: {}\n  twice: 1\n', after: undefined },
  { name: 'not to status', key: 'x', before: 'spec:\n  a: {}\n  x: 1\n  home: text\n', after: undefined },
  { name: 'not where it is set', before: 'spec:\n  x: 1\n  home:\n    x: 2\n', after: undefined },
  { name: 'not into braces', before: 'spec:\n  x: 1\n  home: {b: 1}\n', after: undefined },
  { name: 'not out of braces', before: 'spec: {a: {}, x: 1}\n', after: undefined },
  { name: 'not into a key without a value', before: 'spec:\n  x: 1\n  home:\n', after: undefined },
  {
    name: 'not with a missing map that requires more fields',
    key: 'y',
    before: 'spec:\n  a: {}\n  y: 1\n',
    after: undefined,
  },
  {
    name: 'into a map that requires more fields, if it is there',
    key: 'y',
    before: 'spec:\n  y: 1\n  strict:\n    z: 1\n',
    after: 'spec:\n  strict:\n    z: 1\n    y: 1\n',
  },
  { name: 'not a field that no place knows', key: 'b', before: 'spec:\n  a: {}\n  b: 1\n', after: undefined },
];

describe('moveField moves a field', () => {
  for (const { name, key = 'x', from = ['spec'], before, after } of CASES)
    it(name, () => assert.equal(move(before, from, key), after));

  it('only if its value is accepted', () =>
    assert.equal(move('spec:\n  a: {}\n  x: 1\n', ['spec'], 'x', false), undefined));
});
