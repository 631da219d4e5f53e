import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeySet } from '../../../server/src/core/index/key-set.ts';
import { LocatedMultimap } from '../../../server/src/core/index/located-multimap.ts';
import { hashOf } from '../../../server/src/core/text/hash.ts';

test('A key set contains what was added, however much that is', () => {
  const set = new KeySet();
  assert.ok(!set.has('n 0'));
  const keys = Array.from({ length: 5_000 }, (_, number) => `n ${number}`);
  for (const [number, key] of keys.entries()) {
    set.add(key);
    set.add(key);
    assert.ok(set.has(keys[number >> 1] ?? ''));
  }
  assert.ok(keys.every((key) => set.has(key)));
  const others = keys.filter((key) => set.has(`other ${key}`));
  assert.ok(others.length < 5, `${others.length} texts with the same hash`);
});

/** Two texts with the same hash. */
function sameHash(): readonly [string, string] {
  const known = new Map<number, string>();
  for (let number = 0; ; number++) {
    const text = `n ${number.toString(36)}`;
    const other = known.get(hashOf(text));
    if (other !== undefined) return [other, text];
    known.set(hashOf(text), text);
  }
}

test('Two keys with the same hash have their own values', () => {
  const [one, other] = sameHash();
  assert.equal(hashOf(one), hashOf(other));
  const map = new LocatedMultimap<{ readonly uri: string; readonly key: string }>({
    uriOf: ({ uri }) => uri,
    hasKey: (value, key) => value.key === key,
  });
  const values = Array.from({ length: 40 }, (_, number) => ({
    uri: `file:///w/${number}`,
    key: number % 2 ? one : other,
  }));
  const ofKey = (key: string) => values.filter((value) => value.key === key);
  const [first] = values;
  assert.ok(first);
  map.insert(first.key, first);
  assert.deepEqual([map.list(other), map.list(one), map.has(other), map.has(one)], [[first], [], true, false]);
  for (const value of values.slice(1)) map.insert(value.key, value);
  for (const key of [one, other]) {
    assert.deepEqual(map.list(key), ofKey(key));
    assert.deepEqual(map.within(key, 'file:///w/'), ofKey(key));
    assert.deepEqual(
      map.within(key, 'file:///w/3'),
      ofKey(key).filter(({ uri }) => uri === 'file:///w/3'),
    );
  }
  for (const value of ofKey(other)) map.drop(other, value);
  assert.deepEqual([map.list(other), map.has(other), map.has(one)], [[], false, true]);
  assert.deepEqual(map.list(one), ofKey(one));
});
