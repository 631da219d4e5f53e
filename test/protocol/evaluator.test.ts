import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workspace } from '../../server/src/core/index.ts';
import { Evaluator } from '../../server/src/lsp/session/evaluator.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';

const OBJECTS = 400;
/** The limits of a turn, in objects, and its time in milliseconds. */
const [LEAST, MOST, TURN] = [10, 100, 8];

/** Evaluates objects of which each takes `cost` milliseconds, and returns how many each turn evaluates. */
async function turns(cost: number): Promise<readonly number[]> {
  const workspace = new Workspace({ registry: REGISTRY });
  const text = Array.from(
    { length: OBJECTS },
    (_, index) => `apiVersion: v1\nkind: Secret\nmetadata: {name: s${index}}\n`,
  );
  workspace.apply([{ uri: 'file:///w/secrets.yaml', text: text.join('---\n') }]);
  let time = 0;
  const counts: number[] = [];
  const evaluator = new Evaluator({
    workspace: () => workspace,
    run: (work) => work(),
    openUris: () => [],
    defer: setImmediate,
    clock: () => time,
    onEvaluated: () => {},
  });
  const update = workspace.update.bind(workspace);
  workspace.update = (portion) => {
    if (portion?.max) counts.push(portion.max);
    time += (portion?.max ?? 0) * cost;
    return update(portion);
  };
  evaluator.configurationChanged();
  await evaluator.evaluateAll(() => false);
  return counts;
}

describe('the turns of an evaluation', () => {
  it('take about the same time, however long an object takes', async () => {
    const [first, ...others] = await turns(0.2);
    assert.equal(first, LEAST);
    assert.deepEqual(new Set(others.slice(1)), new Set([TURN / 0.2]));
  });

  it('have limits for very fast and very slow objects', async () => {
    assert.equal(Math.max(...(await turns(0.001))), MOST);
    assert.deepEqual(new Set(await turns(20)), new Set([LEAST]));
  });
});
