import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pointerSteps, pointerText } from '../../../server/src/core/text/json-pointer.ts';

describe('a JSON pointer', () => {
  it('has steps without escapes', () => {
    assert.deepEqual(pointerSteps('/spec/a~1b/~01/0'), ['spec', 'a/b', '~1', '0']);
    assert.deepEqual(pointerSteps('/'), ['']);
    assert.equal(pointerSteps('spec'), undefined);
  });

  it('is written with the escapes that it is read with', () => {
    for (const steps of [
      ['a/b', '~1', '~0'],
      ['', '-'],
    ])
      assert.deepEqual(pointerSteps(pointerText(steps)), steps);
  });
});
