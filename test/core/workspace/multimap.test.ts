import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Multimap } from '../../../server/src/core/index/multimap.ts';

describe('a multimap', () => {
  it('contains what was inserted and not dropped, in this order', () => {
    const values = Array.from({ length: 25 }, (_, index) => ({ index }));
    const step = fc.record({ value: fc.nat({ max: 24 }), isInserted: fc.boolean() });
    const property = fc.property(fc.nat({ max: 25 }), fc.array(step), (count, steps) => {
      const map = new Multimap<string, object>();
      const model = new Set<object>();
      const inserted = values.slice(0, count).map(({ index }) => ({ value: index, isInserted: true }));
      for (const { value, isInserted } of [...inserted, ...steps]) {
        const object = values[value] as object;
        const before = map.list('a');
        const copy = [...before];
        if (isInserted) {
          map.insert('a', object);
          model.add(object);
        } else {
          map.drop('a', object);
          model.delete(object);
        }
        assert.deepEqual(before, copy, 'a list does not change');
        assert.deepEqual(map.list('a'), [...model]);
        assert.deepEqual([...map.values('a')], [...model]);
        assert.equal(map.has('a'), model.size > 0);
        assert.equal(map.isEmpty, model.size === 0);
        for (const limit of [0, 1, 16]) assert.equal(map.hasMore('a', limit), model.size > limit);
      }
    });
    fc.assert(property);
  });
});
