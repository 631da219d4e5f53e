import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonCache } from '../../server/src/lsp/caches/json-cache.ts';

const encoder = new TextEncoder();

function jsonCache() {
  const cache = new JsonCache((text) => encoder.encode(text));
  return { keep: cache.keep, jsonOf: (message: object) => new TextDecoder().decode(cache.encode(message)) };
}

describe('the JSON cache', () => {
  const head = { jsonrpc: '2.0', id: 7 };
  const items = () =>
    fc.array(
      fc.tuple(fc.string(), fc.nat()).map(([message, line]) => ({ message, line })),
      { maxLength: 200 },
    );

  it('writes what JSON.stringify writes, for repeated and for new items', () => {
    fc.assert(
      fc.property(items(), items(), (some, others) => {
        const { keep, jsonOf } = jsonCache();
        const sent = [...some.map(keep), ...others];
        for (const result of [
          sent,
          { kind: 'full', resultId: '3', items: sent },
          sent.toReversed(),
          sent.slice(1),
          sent.toSpliced(3, 1, ...others),
          sent,
          null,
        ])
          assert.deepEqual(JSON.parse(jsonOf({ ...head, result })), { ...head, result });
      }),
    );
  });

  it('writes what JSON.stringify writes, after changes in the middle', () => {
    const { keep, jsonOf } = jsonCache();
    const sent = Array.from({ length: 1000 }, (_, line) => keep({ line, message: `Zürich ☕ ${line}` }));
    for (const place of [0, 1, 63, 64, 65, 500, 999]) {
      for (const count of [0, 1, 2]) sent.splice(place, count, keep({ line: -place, message: 'new' }));
      assert.equal(jsonOf({ ...head, result: sent }), JSON.stringify({ ...head, result: sent }));
    }
  });

  it('writes other messages like JSON.stringify', () => {
    const { jsonOf } = jsonCache();
    for (const message of [
      { ...head, method: 'a', params: { items: [1] } },
      { ...head, error: { code: -1, message: '' } },
      { ...head, result: 'word' },
      { ...head, result: [[1]] },
    ])
      assert.equal(jsonOf(message), JSON.stringify(message));
  });
});
