import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removeAt } from '../../../server/src/core/fixes/remove-at.ts';
import type { NodePath } from '../../../server/src/core/syntax/lookup.ts';
import { applied, type ChangeCase, documentOf } from '../../support/changes.ts';

const CASES: readonly (ChangeCase & { readonly path: NodePath })[] = [
  {
    name: 'a field',
    path: ['spec', 'a', 'x'],
    before: 'spec:\n  a:\n    x: 1\n    y: 1\n',
    after: 'spec:\n  a:\n    y: 1\n',
  },
  {
    name: 'the map that would be empty without the field',
    path: ['spec', 'a', 'x'],
    before: 'spec:\n  a:\n    x: 1\n  b: 1\n',
    after: 'spec:\n  b: 1\n',
  },
  {
    name: 'the list that would be empty without the item',
    path: ['spec', 'a', 0, 'x'],
    before: 'spec:\n  a:\n  - x: 1\n  b: 1\n',
    after: 'spec:\n  b: 1\n',
  },
  { name: 'no field of the top level', path: ['spec'], before: 'spec: {a: 1}\nstatus: {}\n', after: undefined },
  { name: 'no spec that would be empty', path: ['spec', 'x'], before: 'spec:\n  x: 1\nstatus: {}\n', after: undefined },
  {
    name: 'the first item, with its comment',
    path: ['spec', 'a', 0],
    before: 'spec:\n  a:\n    - 1 # c\n    - 2 # d\n',
    after: 'spec:\n  a:\n    - 2 # d\n',
  },
  {
    name: 'the last item',
    path: ['spec', 'a', 1],
    before: 'spec:\n  a:\n  - x: 1\n  - x: 2\n    y: 2\n  b: 1\n',
    after: 'spec:\n  a:\n  - x: 1\n  b: 1\n',
  },
  {
    name: 'the last item without a line end',
    path: ['spec', 'a', 1],
    before: 'spec:\n  a:\n  - 1\n  - 2',
    after: 'spec:\n  a:\n  - 1\n',
  },
  {
    name: 'an item of lines that end with CRLF',
    path: ['spec', 'a', 1],
    before: 'spec:\r\n  a:\r\n  - 1\r\n  - 2\r\n  - 3\r\n',
    after: 'spec:\r\n  a:\r\n  - 1\r\n  - 3\r\n',
  },
  {
    name: 'the first item in brackets',
    path: ['spec', 'a', 0],
    before: 'spec: {a: [1, 2, 3]}\n',
    after: 'spec: {a: [2, 3]}\n',
  },
  {
    name: 'the last item in brackets',
    path: ['spec', 'a', 2],
    before: 'spec: {a: [1, 2, 3]}\n',
    after: 'spec: {a: [1, 2]}\n',
  },
  { name: 'no item that is not there', path: ['spec', 'a', 2], before: 'spec: {a: [1, 2]}\n', after: undefined },
  { name: 'no field that is not there', path: ['spec', 'y'], before: 'spec: {a: 1, b: 1}\n', after: undefined },
  {
    name: 'no item after another dash on the same line',
    path: ['spec', 'a', 0, 0],
    before: 'spec:\n  a:\n  - - 1\n    - 2\n',
    after: undefined,
  },
  {
    name: 'no item of a list that an alias shares',
    path: ['spec', 'a', 0],
    before: 'y: &y [1, 2]\nspec: {a: *y, b: 1}\n',
    after: undefined,
  },
];

describe('removeAt removes', () => {
  for (const { name, path, before, after } of CASES)
    it(name, () => assert.equal(applied(before, removeAt(documentOf(before), path)), after));
});
