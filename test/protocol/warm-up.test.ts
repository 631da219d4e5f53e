import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SchemaValidator, Workspace } from '../../server/src/core/index.ts';
import { clientFeaturesOf } from '../../server/src/lsp/client-features.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { WarmUp } from '../../server/src/lsp/warm-up.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';

const URI = 'file:///w/pool.yaml';
const POOL =
  'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  namePrefix: a\n  prefix: 240\n  pools:\n    - start: 10.0.0.1\n      end: 10.0.0.9\n';

describe('the warm-up', () => {
  /** A session that records its evaluations, and a warm-up whose steps the test runs. */
  function start() {
    const waiting: (() => void)[] = [];
    const evaluations: string[][] = [];
    const session = new Session({
      createWorkspace: () =>
        new Workspace({ registry: REGISTRY, schemas: new SchemaValidator(SCHEMAS, {}, REGISTRY.validation) }),
      client: clientFeaturesOf({ processId: null, rootUri: null, capabilities: {} }),
      onEvaluated: ({ changed }) => void evaluations.push([...changed]),
      onConfigurationText: () => {},
      defer: () => {},
    });
    session.configure(session.configurations, new Map());
    const warmUp = new WarmUp(session, (work) => void waiting.push(work));
    const runAll = () => {
      let steps = 0;
      for (let work = waiting.shift(); work; work = waiting.shift(), steps++) work();
      return steps;
    };
    return { session, warmUp, evaluations, waiting, runAll };
  }

  it('changes nothing that the client sees', () => {
    const { session, warmUp, evaluations, runAll } = start();
    session.openDocument(URI, 1, POOL);
    session.evaluate();
    const visible = () => {
      const snapshot = session.snapshot();
      const { length } = evaluations;
      return { diagnostics: snapshot.diagnosticsIn(URI), revision: snapshot.revision(URI), evaluations: length };
    };
    const before = visible();
    assert.ok(before.diagnostics.length > 0);
    warmUp.start();
    assert.ok(runAll() > 50);
    assert.deepEqual(visible(), before);
  });

  it('starts once, for a file with objects', () => {
    const { session, warmUp, waiting, runAll } = start();
    session.openDocument('file:///w/values.yaml', 1, 'image: 1\n');
    warmUp.start();
    assert.equal(waiting.length, 0);
    session.openDocument(URI, 1, POOL);
    warmUp.start();
    runAll();
    warmUp.start();
    assert.equal(waiting.length, 0);
  });
});
