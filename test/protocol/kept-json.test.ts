import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonOfMessage, keepJson } from '../../server/src/lsp/kept-json.ts';

describe('kept JSON', () => {
  const head = { jsonrpc: '2.0', id: 7 };
  const items = () =>
    fc.array(
      fc.tuple(fc.string({ unit: 'binary' }), fc.nat()).map(([message, line]) => ({ message, line })),
      { maxLength: 5 },
    );

  it('says what JSON.stringify says, however often a thing is told and whatever is new between', () => {
    fc.assert(
      fc.property(items(), items(), (some, others) => {
        const told = [...some.map(keepJson), ...others];
        for (const result of [told, { kind: 'full', resultId: '3', items: told }, told.toReversed(), null])
          assert.deepEqual(JSON.parse(jsonOfMessage({ ...head, result })), { ...head, result });
      }),
    );
  });

  it('leaves other messages as they are', () => {
    for (const message of [
      { ...head, method: 'a', params: { items: [1] } },
      { ...head, error: { code: -1, message: '' } },
      { ...head, result: 'word' },
      { ...head, result: [[1]] },
    ])
      assert.equal(jsonOfMessage(message), JSON.stringify(message));
  });
});
