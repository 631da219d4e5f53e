import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Turns } from '../../server/src/lsp/turns.ts';

describe('work that waits', () => {
  /** A host whose turns are taken by hand. */
  function host() {
    const waiting: (() => void)[] = [];
    const turns = new Turns((work) => void waiting.push(work));
    const done: string[] = [];
    return {
      done,
      turns,
      read: (message: string) => void turns.strategy.handleMessage({ jsonrpc: message }, () => void done.push(message)),
      turn: () => waiting.shift()?.(),
    };
  }

  it('is done after the messages that have arrived', () => {
    const { done, turns, read, turn } = host();
    turns.defer(() => done.push('work'));
    for (const message of ['completion', 'hover']) {
      read(message);
      turn();
    }
    assert.deepEqual(done, ['completion', 'hover']);
    turn();
    turn();
    assert.deepEqual(done, ['completion', 'hover', 'work']);
  });

  it('is done at last, however many messages come', () => {
    const { done, turns, read, turn } = host();
    turns.defer(() => done.push('work'));
    for (let count = 0; count < 200; count++) {
      read('change');
      turn();
    }
    assert.ok(done.includes('work'));
  });
});
