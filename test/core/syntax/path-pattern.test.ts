import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type NodePath, pathText } from '../../../server/src/core/syntax/lookup.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { fits, matches, PatternTree, pathPattern } from '../../../server/src/core/syntax/path-pattern.ts';

const { root } = parseDocument(`spec:
  name: a
  pools:
  - start: 1
    routes: [{gateway: 2}, {gateway: 3}]
  - start: 4
    end: 5
  matrix: [[6, 7], [8]]
  v4: {gateway: 9}
  v6: {gateway: 10}
`);
assert.ok(root);
const tree = root;

const CASES: readonly { pattern: string; paths: readonly string[] }[] = [
  { pattern: 'spec.name', paths: ['spec.name'] },
  { pattern: 'spec.pools', paths: ['spec.pools'] },
  { pattern: 'spec.pools[]', paths: ['spec.pools[0]', 'spec.pools[1]'] },
  { pattern: 'spec.pools[].start', paths: ['spec.pools[0].start', 'spec.pools[1].start'] },
  { pattern: 'spec.pools[].end', paths: ['spec.pools[1].end'] },
  { pattern: 'spec.pools.start', paths: [] },
  {
    pattern: 'spec.pools[].routes[].gateway',
    paths: ['spec.pools[0].routes[0].gateway', 'spec.pools[0].routes[1].gateway'],
  },
  { pattern: 'spec.matrix[][]', paths: ['spec.matrix[0][0]', 'spec.matrix[0][1]', 'spec.matrix[1][0]'] },
  { pattern: 'spec.{v4,v6}.gateway', paths: ['spec.v4.gateway', 'spec.v6.gateway'] },
  { pattern: 'spec.v{4,6}.gateway', paths: ['spec.v4.gateway', 'spec.v6.gateway'] },
  { pattern: 'spec.name[]', paths: [] },
  { pattern: 'spec.name.more', paths: [] },
  { pattern: 'nothing', paths: [] },
];

describe('a path pattern', () => {
  for (const { pattern, paths } of CASES)
    it(pattern, () => {
      const found = matches(tree, pathPattern(pattern));
      assert.deepEqual(
        found.map(({ path }) => pathText(path)),
        paths,
      );
      for (const { path } of found) assert.ok(fits(pathPattern(pattern), path));
    });

  it('does not match a longer or shorter path, unless only a prefix is requested', () => {
    const pattern = pathPattern('spec.pools[].start');
    const longer: NodePath = ['spec', 'pools', 0, 'start', 'more'];
    assert.ok(!fits(pattern, longer));
    assert.ok(fits(pattern, longer, 4));
    assert.ok(!fits(pattern, ['spec', 'pools', 0]));
    assert.ok(!fits(pattern, ['spec', 'pools', '0', 'start']));
    assert.ok(!fits(pattern, ['spec', 'pools', 0, 0]));
  });
});

describe('PatternTree', () => {
  it('gives the same matches as each pattern separately', () => {
    const patterns = [...CASES, ...CASES.slice(0, 3)].map(
      ({ pattern }, index) => [pathPattern(pattern), index] as const,
    );
    const found = new PatternTree(patterns).matches(tree);
    const expected = patterns.flatMap(([pattern, value]) =>
      matches(tree, pattern).map(({ path }) => [value, pathText(path)]),
    );
    assert.deepEqual(
      found.map(({ value, path }) => [value, pathText(path)]),
      expected,
    );
  });
});
