import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bytesOfMessage, keepJson } from '../../server/src/lsp/kept-json.ts';

const encoder = new TextEncoder();

function jsonOf(message: object): string {
  return new TextDecoder().decode(bytesOfMessage(message, (text) => encoder.encode(text)));
}

describe('kept JSON', () => {
  const head = { jsonrpc: '2.0', id: 7 };
  const items = () =>
    fc.array(
      fc.tuple(fc.string(), fc.nat()).map(([message, line]) => ({ message, line })),
      { maxLength: 200 },
    );

  it('says what JSON.stringify says, however often a thing is told and whatever is new between', () => {
    fc.assert(
      fc.property(items(), items(), (some, others) => {
        const told = [...some.map(keepJson), ...others];
        for (const result of [
          told,
          { kind: 'full', resultId: '3', items: told },
          told.toReversed(),
          told.slice(1),
          told.toSpliced(3, 1, ...others),
          told,
          null,
        ])
          assert.deepEqual(JSON.parse(jsonOf({ ...head, result })), { ...head, result });
      }),
    );
  });

  it('says what stays, whatever changes at one place, one line after another', () => {
    const told = Array.from({ length: 1000 }, (_, line) => keepJson({ line, message: `Zürich ☕ ${line}` }));
    for (const place of [0, 1, 63, 64, 65, 500, 999]) {
      for (const count of [0, 1, 2]) told.splice(place, count, keepJson({ line: -place, message: 'new' }));
      assert.equal(jsonOf({ ...head, result: told }), JSON.stringify({ ...head, result: told }));
    }
  });

  it('leaves other messages as they are', () => {
    for (const message of [
      { ...head, method: 'a', params: { items: [1] } },
      { ...head, error: { code: -1, message: '' } },
      { ...head, result: 'word' },
      { ...head, result: [[1]] },
    ])
      assert.equal(jsonOf(message), JSON.stringify(message));
  });
});
