import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { LintWorker } from '../../server/src/cli/lint/lint-worker-client.ts';
import type { WorkerAnswer, WorkerRequest } from '../../server/src/cli/lint/task.ts';

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

it('a part of a scope knows before its check whether it needs all other files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-worker-'));
  const pool =
    'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a, wrong: 1}\n';
  const flux =
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./clusters, interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: a}}\n';
  const files = [pool, flux].map((text, index) => {
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  const workerData = { configuration: { files: [], targets: {}, definitions: [] } };
  const worker = new Worker(resolve('dist/lint-worker.cjs'), { workerData });
  const answer = async (request: WorkerRequest): Promise<WorkerAnswer> => {
    worker.postMessage(request);
    const [received] = await once(worker, 'message');
    return received;
  };
  try {
    assert.deepEqual(await answer({ read: files.slice(0, 1), scope: files }), { reachesAll: false });
    assert.deepEqual(await answer({ read: files, scope: files }), { reachesAll: true });
    assert.deepEqual(await answer({ report: true }), { findings: [[]] });
    await answer({ step: { load: files, check: files } });
    const after = await answer({ report: true });
    assert.ok('findings' in after && after.findings.flat().some(({ rule }) => rule === 'unknown-field'));
  } finally {
    await worker.terminate();
    rmSync(folder, { recursive: true });
  }
});
