import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance } from '../../../server/src/core/text/edit-distance.ts';

describe('editDistance', () => {
  const cases: readonly (readonly [one: string, other: string, distance: number])[] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['host', 'host', 0],
    ['host', 'hosts', 1],
    ['host', 'hst', 1],
    ['host', 'hast', 1],
    ['host', 'hsot', 1],
    ['host', 'soth', 3],
    ['gateway', 'getaway', 2],
  ];
  for (const [one, other, distance] of cases)
    it(`is ${distance} from "${one}" to "${other}"`, () => assert.equal(editDistance(one, other), distance));

  it('is the same with a limit, if it is at most the limit', () => {
    const text = fc.stringMatching(/^[abc]{0,8}$/);
    fc.assert(
      fc.property(text, text, fc.nat(4), (one, other, limit) => {
        const distance = plainDistance(one, other);
        assert.equal(editDistance(one, other), distance);
        const limited = editDistance(one, other, limit);
        if (distance <= limit) assert.equal(limited, distance);
        else assert.ok(limited > limit);
      }),
    );
  });

  it('is symmetric, 0 only for equal texts, and at most the longer length', () => {
    const text = fc.stringMatching(/^[abc]{0,8}$/);
    fc.assert(
      fc.property(text, text, (one, other) => {
        const distance = editDistance(one, other);
        assert.equal(distance, editDistance(other, one));
        assert.equal(distance === 0, one === other);
        assert.ok(distance <= Math.max(one.length, other.length));
        assert.ok(distance >= Math.abs(one.length - other.length));
      }),
    );
  });
});

/** The definition: the fewest edits of the last characters. */
function plainDistance(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, () => Array<number>(other.length + 1).fill(0));
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (let row = 0; row <= one.length; row++)
    for (let column = 0; column <= other.length; column++) {
      if (row === 0 || column === 0) {
        (table[row] as number[])[column] = row + column;
        continue;
      }
      const isSame = one[row - 1] === other[column - 1];
      const choices = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1)];
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        choices.push(at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = Math.min(...choices);
    }
  return at(one.length, other.length);
}
