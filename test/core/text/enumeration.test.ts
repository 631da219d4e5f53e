import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { andList, noneOf, orList } from '../../../server/src/core/text/enumeration.ts';

describe('an enumeration', () => {
  it('joins the last item with a conjunction', () => {
    const items = ['A', 'B', 'C'];
    assert.deepEqual(
      items.map((_, index) => andList(items.slice(0, index + 1))),
      ['A', 'A and B', 'A, B and C'],
    );
    assert.equal(orList(items), 'A, B or C');
    assert.equal(orList([]), '');
  });

  it('is negated by its number of items', () => {
    assert.deepEqual([['A'], ['A', 'B'], ['A', 'B', 'C']].map(noneOf), [
      'no A',
      'neither A nor B',
      'none of A, B and C',
    ]);
  });
});
