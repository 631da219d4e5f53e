import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contains, overlaps, span } from '../../../server/src/core/text/span.ts';

describe('contains', () => {
  it('includes both ends, so that it contains a cursor right after a word', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((offset) => contains(span(2, 4), offset)),
      [false, true, true, true, false],
    );
  });
});

describe('overlaps', () => {
  it('includes spans that touch, in either order', () => {
    const cases = [span(0, 1), span(0, 2), span(3, 3), span(4, 6), span(5, 6)];
    assert.deepEqual(
      cases.map((each) => overlaps(span(2, 4), each)),
      [false, true, true, true, false],
    );
    assert.deepEqual(
      cases.map((each) => overlaps(each, span(2, 4))),
      [false, true, true, true, false],
    );
  });
});
