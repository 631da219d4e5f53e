import assert from 'node:assert/strict';
import { describe, it, type Mock, mock } from 'node:test';
import { Workspace } from '../../../server/src/core/index.ts';
import { BuiltScope } from '../../../server/src/core/workspace/built-scope.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const KUSTOMIZATION = { uri: 'file:///a/kustomization.yaml', text: 'resources: [pool.yaml]\n' };
const POOL = {
  uri: 'file:///a/pool.yaml',
  text: 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  pools: []\n',
};

/** Returns how many objects the last build may have. */
function lastLimit({ mock: { calls } }: Mock<BuiltScope['build']>): number | undefined {
  return calls.at(-1)?.arguments[1];
}

describe('a build that throws', () => {
  it('is reported, and does not change how many objects other builds may have', (t) => {
    const bugs: string[] = [];
    const workspace = new Workspace({ registry: REGISTRY, onBug: (name) => bugs.push(name) });
    const build = mock.method(BuiltScope.prototype, 'build');
    t.after(() => build.mock.restore());
    const edit = (text: string) => {
      workspace.apply([{ uri: KUSTOMIZATION.uri, text }]);
      workspace.update();
    };
    workspace.apply([KUSTOMIZATION, POOL]);
    workspace.update();
    const limit = lastLimit(build);
    assert.ok(limit);

    edit(`${KUSTOMIZATION.text}namePrefix: b-\n`);
    assert.equal(lastLimit(build), limit);

    build.mock.mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    edit(`${KUSTOMIZATION.text}namePrefix: c-\n`);
    assert.deepEqual(bugs, [`build of ${KUSTOMIZATION.uri}`]);
    edit(`${KUSTOMIZATION.text}namePrefix: d-\n`);
    assert.equal(lastLimit(build), limit);
    workspace.apply([{ uri: 'file:///b/kustomization.yaml', text: 'resources: [../a/pool.yaml]\n' }]);
    workspace.update();
    assert.equal(lastLimit(build), limit - 1);
  });
});
