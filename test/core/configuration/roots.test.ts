import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Configurations, NO_CONFIGURATION, Roots } from '../../../server/src/core/index.ts';

describe('roots', () => {
  const roots = new Roots([
    { from: 'file:///w/', roots: ['prod', './clusters/*/', 'a (b)', 'clusters/x/inner'] },
    { from: 'file:///w/sub/', roots: ['de*'] },
  ]);
  const cases: readonly [uri: string, root: string][] = [
    ['file:///w/cluster.yaml', ''],
    ['file:///w/prod/cluster.yaml', 'file:///w/prod/'],
    ['file:///w/prod/deep/cluster.yaml', 'file:///w/prod/'],
    ['file:///w/product/cluster.yaml', ''],
    ['file:///w/clusters/cluster.yaml', ''],
    ['file:///w/clusters/x/cluster.yaml', 'file:///w/clusters/x/'],
    ['file:///w/clusters/x/inner/cluster.yaml', 'file:///w/clusters/x/inner/'],
    ['file:///w/a%20(b)/cluster.yaml', 'file:///w/a%20(b)/'],
    ['file:///w/sub/dev/cluster.yaml', 'file:///w/sub/dev/'],
    ['file:///w/sub/prod/cluster.yaml', ''],
    ['file:///elsewhere/prod/cluster.yaml', ''],
  ];
  for (const [uri, root] of cases)
    it(`${uri} is in ${root || 'none'}`, () => {
      assert.equal(roots.of(uri), root);
    });

  it('are relative to the folder of the configuration file, or to each workspace folder for settings', () => {
    const configurations = new Configurations({
      base: { ...NO_CONFIGURATION, roots: ['dev'] },
      files: new Map([['file:///w/x/.kamaji-metal3.yaml', { ...NO_CONFIGURATION, roots: ['prod'] }]]),
      folders: ['file:///w', 'file:///v'],
    });
    const found = ['file:///w/dev/a', 'file:///v/dev/a', 'file:///w/x/prod/a', 'file:///w/prod/a'];
    assert.deepEqual(
      found.map((uri) => configurations.roots.of(uri)),
      ['file:///w/dev/', 'file:///v/dev/', 'file:///w/x/prod/', ''],
    );
  });
});
