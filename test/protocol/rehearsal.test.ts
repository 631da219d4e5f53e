import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SchemaJudge, Workspace } from '../../server/src/core/index.ts';
import { completionClientOf } from '../../server/src/lsp/completion-client.ts';
import { diagnosticsOf } from '../../server/src/lsp/handlers/diagnostics.ts';
import { Rehearsal } from '../../server/src/lsp/rehearsal.ts';
import { Session } from '../../server/src/lsp/session.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';

const URI = 'file:///w/pool.yaml';
const POOL =
  'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  namePrefix: a\n  prefix: 240\n  pools:\n    - start: 10.0.0.1\n      end: 10.0.0.9\n';
const CLIENT = completionClientOf({ processId: null, rootUri: null, capabilities: {} });

describe('the rehearsal', () => {
  /** A session of which it is known what it announces, and whose work is done by hand. */
  function stage() {
    const waiting: (() => void)[] = [];
    const announced: string[][] = [];
    const session = new Session({
      workspace: new Workspace({ registry: REGISTRY, schemas: new SchemaJudge(SCHEMAS, {}, REGISTRY.validation) }),
      onFindings: (changed) => void announced.push([...changed]),
      onConfigurationText: () => {},
      defer: () => {},
    });
    session.configure(session.configurations, new Map());
    const rehearsal = new Rehearsal(session, undefined, (work) => void waiting.push(work));
    const play = () => {
      let steps = 0;
      for (let work = waiting.shift(); work; work = waiting.shift(), steps++) work();
      return steps;
    };
    return { session, rehearsal, announced, waiting, play };
  }

  it('leaves no trace in what people see', () => {
    const { session, rehearsal, announced, play } = stage();
    session.open(URI, 1, POOL);
    session.settle();
    const before = {
      diagnostics: diagnosticsOf(URI, session),
      revision: session.revision(URI),
      told: announced.length,
    };
    assert.ok(before.diagnostics.length > 0);
    rehearsal.begin(CLIENT);
    assert.ok(play() > 50);
    const after = { diagnostics: diagnosticsOf(URI, session), revision: session.revision(URI), told: announced.length };
    assert.deepEqual(after, before);
  });

  it('is held once, of a file with objects', () => {
    const { session, rehearsal, waiting, play } = stage();
    session.open('file:///w/values.yaml', 1, 'image: 1\n');
    rehearsal.begin(CLIENT);
    assert.equal(waiting.length, 0);
    session.open(URI, 1, POOL);
    rehearsal.begin(CLIENT);
    play();
    rehearsal.begin(CLIENT);
    assert.equal(waiting.length, 0);
  });
});
