import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DependencyIndex } from '../../../server/src/core/dependencies/dependency-index.ts';
import type { Resource } from '../../../server/src/core/index.ts';

test('A key has the dependents that were added with it and not removed, in any order of changes', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
  const changes = fc.array(fc.record({ dependent: fc.integer({ min: 0, max: 20 }), keys }), { maxLength: 60 });
  fc.assert(
    fc.property(changes, (all) => {
      const index = new DependencyIndex();
      const objects = Array.from({ length: 21 }, (_, number) => ({ uri: `file:///${number}` }) as Resource);
      const added = new Map<Resource, { readonly id: number; readonly keys: ReadonlySet<string> }>();
      for (const { dependent, keys: numbers } of all) {
        const object = objects[dependent] as Resource;
        const known = added.get(object);
        if (known) index.remove(known.id);
        const own = new Set(numbers.map((number) => `key ${number}`));
        added.set(object, { id: index.add(own, object), keys: own });
      }
      for (let number = 0; number <= 40; number++) {
        const key = `key ${number}`;
        const expected = objects.filter((object) => added.get(object)?.keys.has(key));
        assert.deepEqual(new Set(index.dependentsOf(key)), new Set(expected));
        assert.equal(index.dependentsOf(key).length, expected.length);
      }
    }),
  );
});

test('Many dependents and keys can be added and removed', () => {
  const index = new DependencyIndex();
  const objects = Array.from({ length: 2_000 }, (_, number) => ({ uri: `file:///${number}` }) as Resource);
  const ids = objects.map((object, number) =>
    index.add(new Set(['shared', `own ${number}`, `own ${number + 1}`]), object),
  );
  for (const [number, id] of ids.entries()) if (number % 2 === 0) index.remove(id);
  assert.equal(index.dependentsOf('shared').length, 1_000);
  for (const [number, object] of objects.entries()) {
    const isLeft = (each: number) => each >= 0 && each % 2 === 1;
    const expected = [number - 1, number].filter(isLeft).map((each) => objects[each]);
    assert.deepEqual(new Set(index.dependentsOf(`own ${number}`)), new Set(expected), object.uri);
  }
  for (const [number, id] of ids.entries()) if (number % 2 === 1) index.remove(id);
  assert.deepEqual(index.dependentsOf('shared'), []);
});
