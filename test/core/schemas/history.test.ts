import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { atRelease, historyOfKey, mergeHistory, surveyHistories } from '../../../server/src/core/schemas/history.ts';
import type { JsonValue } from '../../../server/src/core/schemas/structural-schema.ts';

const RELEASES = ['v1.0.0', 'v1.1.0', 'edge-25.1.1', 'main-2026-01-01'];

describe('a history', () => {
  it('is the value itself if all releases agree', () => {
    const value = { type: 'string', enum: ['a', 'b'] };
    assert.deepEqual(mergeHistory([value, value, value, value], RELEASES), value);
  });

  it('has ranges at the depth of the difference', () => {
    const schema = (maximum: number) => ({ type: 'object', properties: { mtu: { type: 'integer', maximum } } });
    assert.deepEqual(mergeHistory([schema(1), schema(1), schema(2), schema(2)], RELEASES), {
      type: 'object',
      properties: {
        mtu: {
          type: 'integer',
          maximum: {
            '@': [
              { in: 'v1.0.0..v1.1.0', is: 1 },
              { in: 'edge-25.1.1..', is: 2 },
            ],
          },
        },
      },
    });
  });

  it('has no range for releases without a value', () => {
    const history = mergeHistory([undefined, { a: 1 }, undefined, { a: 1 }], RELEASES) ?? null;
    assert.deepEqual(
      RELEASES.map((release) => atRelease(history, release, RELEASES)),
      [undefined, { a: 1 }, undefined, { a: 1 }],
    );
    assert.equal(mergeHistory([undefined, undefined], RELEASES.slice(0, 2)), undefined);
  });

  it('does not change if a new release has no changes', () => {
    const values = [{ a: 1 }, { a: 2, b: 3 }, { a: 2 }];
    const shorter = mergeHistory(values.slice(0, 2), RELEASES.slice(0, 2));
    assert.deepEqual(mergeHistory([values[0], values[1], values[1]], RELEASES.slice(0, 3)), shorter);
  });

  it('returns the same object for equal parts', () => {
    const same = { properties: { a: { type: 'string' } } };
    const history =
      mergeHistory(
        [
          { same, n: 1 },
          { same, n: 2 },
        ],
        RELEASES.slice(0, 2),
      ) ?? null;
    const [one, other] = RELEASES.map(
      (release) => atRelease(history, release, RELEASES.slice(0, 2)) as { same: object },
    );
    assert.ok(one && other && one !== other && one.same === other.same);
  });

  const key = fc.constantFrom('a', 'b', 'type', '@', '@@', '@a', 'constructor', '__proto__');
  const leaf = fc.oneof(
    fc.constantFrom<JsonValue>(null, true, 0, 1, '', 'x'),
    fc.array(fc.constantFrom<JsonValue>(1, 2), { maxLength: 2 }),
  );
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  const releases = fc.array(fc.option(value, { nil: undefined }), { minLength: 4, maxLength: 4 });

  it('returns the value of each release', () => {
    fc.assert(
      fc.property(releases, (values) => {
        const history = mergeHistory(values, RELEASES);
        if (history === undefined) return;
        const { constant } = surveyHistories([history], RELEASES);
        for (const [index, release] of RELEASES.entries()) {
          assert.deepEqual(atRelease(history, release, RELEASES), values[index]);
          assert.deepEqual(atRelease(history, release, RELEASES, constant), values[index]);
        }
      }),
    );
  });

  it('lists every boundary between releases that differ', () => {
    fc.assert(
      fc.property(releases, (values) => {
        const history = mergeHistory(values, RELEASES);
        const { boundaries } = surveyHistories(history === undefined ? [] : [history], RELEASES);
        for (const index of [1, 2, 3]) if (!boundaries.has(index)) assert.deepEqual(values[index], values[index - 1]);
      }),
    );
  });

  it('has a history of each key', () => {
    fc.assert(
      fc.property(releases, key, (values, name) => {
        const own = historyOfKey(mergeHistory(values, RELEASES), name);
        for (const [index, release] of RELEASES.entries()) {
          const object = values[index];
          const isObject = typeof object === 'object' && object !== null && !Array.isArray(object);
          const expected =
            isObject && Object.hasOwn(object, name) ? (object as Record<string, JsonValue>)[name] : undefined;
          assert.deepEqual(own === undefined ? undefined : atRelease(own, release, RELEASES), expected);
        }
      }),
    );
  });
});
