import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LintWorker } from '../../server/src/cli/lint/lint-worker-client.ts';

it('the main thread sends the requests to all threads before it works itself', async () => {
  const order: string[] = [];
  const worker = LintWorker.here({
    answer: async () => {
      order.push('work');
      return { findings: [] };
    },
  });
  // What the event loop has to do, such as sending a message, comes first.
  setImmediate(() => order.push('message'));
  await worker.findingsOf([]);
  assert.deepEqual(order, ['message', 'work']);
});
