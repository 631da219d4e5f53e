import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { globTest, globTestAnywhere } from '../../../server/src/core/index.ts';

describe('globs', () => {
  const cases: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
    ['*.yaml', ['a.yaml', '.yaml'], ['a/b.yaml', 'a.yml']],
    ['**/*.yaml', ['a.yaml', 'a/b/c.yaml'], ['a.yml']],
    ['a/**', ['a/b', 'a/b/c'], ['b/a']],
    ['{a,b}/c', ['a/c', 'b/c'], ['c', '{a,b}/c']],
    ['a?c', ['abc'], ['a/c', 'ac']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['@(a|b)+(c)', ['ac', 'bccc'], ['a', 'c']],
    ['./a/', ['a'], ['a/b']],
    ['a\\*b', ['a*b'], ['aXb']],
    ['a (b).yaml', ['a (b).yaml'], []],
    ['{a', [], ['{a', 'a']],
  ];
  for (const [pattern, fits, not] of cases)
    it(`match ${pattern}`, () => {
      const test = globTest([pattern]);
      assert.deepEqual([...fits, ...not].filter(test), fits);
    });

  it('match as picomatch does', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '[ab]', '{a,b}', 'a*', '*b');
    const pattern = fc.array(fc.oneof({ weight: 4, arbitrary: part }, fc.constant('**')), {
      minLength: 1,
      maxLength: 4,
    });
    const path = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(pattern, path, (steps, names) => {
        const [glob, way] = [steps.join('/'), names.join('/')];
        // In picomatch, `a/**` also matches `a`.
        fc.pre(!glob.endsWith('/**'));
        assert.equal(globTest([glob])(way), picomatch(glob)(way), `${glob} of ${way}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('match names at any depth, and everything below them', () => {
    const test = globTestAnywhere(['charts', 'x/*.yaml']);
    assert.deepEqual(['charts', 'a/charts', 'a/charts/b/c.yaml', 'charts.yaml', 'a/x/b.yaml', 'x/b/c.yaml'].map(test), [
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('terminate for every pattern', () => {
    const paths = ['a'.repeat(2000), `${'a/'.repeat(1000)}x`];
    const patterns = [
      `${'*a'.repeat(40)}b`,
      `${'**/'.repeat(60)}b`,
      '+(+(a|aa)+(a|aa))b',
      '{a,b}'.repeat(100),
      '{'.repeat(900),
      '*'.repeat(5000),
      '[',
      '\ud800',
    ];
    for (const pattern of patterns) assert.deepEqual(paths.map(globTest([pattern])), [false, false], pattern);
  });
});
