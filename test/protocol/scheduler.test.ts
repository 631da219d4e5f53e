import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Scheduler } from '../../server/src/lsp/scheduler.ts';

describe('deferred work', () => {
  /** A host whose turns the test runs one by one. */
  function host() {
    const waiting: (() => void)[] = [];
    const scheduler = new Scheduler((work) => void waiting.push(work));
    const { messageStrategy, defer } = scheduler;
    const done: string[] = [];
    return {
      done,
      defer,
      read: (message: string) =>
        void messageStrategy.handleMessage({ jsonrpc: message }, () => void done.push(message)),
      turn: () => waiting.shift()?.(),
    };
  }

  it('runs after the messages that have arrived', () => {
    const { done, defer, read, turn } = host();
    defer(() => done.push('work'));
    for (const message of ['completion', 'hover']) {
      read(message);
      turn();
    }
    assert.deepEqual(done, ['completion', 'hover']);
    turn();
    turn();
    assert.deepEqual(done, ['completion', 'hover', 'work']);
  });

  it('runs eventually, however many messages arrive', () => {
    const { done, defer, read, turn } = host();
    defer(() => done.push('work'));
    for (let count = 0; count < 200; count++) {
      read('change');
      turn();
    }
    assert.ok(done.includes('work'));
  });
});
