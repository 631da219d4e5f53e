import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { Pattern } from '../../../server/src/core/text/pattern.ts';
import { SmallMatcher } from '../../../server/src/core/text/small-matcher.ts';

/** The patterns of all bundled schemas. */
function bundledPatterns(): readonly string[] {
  const patterns = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (key === 'pattern' && typeof each === 'string') patterns.add(each);
      collect(each);
    }
  };
  for (const name of readdirSync('schemas', { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.json')) collect(JSON.parse(readFileSync(join('schemas', name), 'utf8')));
  return [...patterns];
}

const BUNDLED = bundledPatterns();

const TEXTS = [
  'a',
  'edge-1',
  '10.0.0.1',
  'fe80::1',
  '100m',
  '1.5Gi',
  'example.com/name',
  'A_b',
  'x'.repeat(300),
  '',
  'é',
  '\ud800',
  'a\rb',
];

describe('Pattern', () => {
  it('supports every pattern of the bundled schemas', () => {
    assert.ok(BUNDLED.length > 10);
    assert.deepEqual(
      BUNDLED.filter((text) => !Pattern.of(text)),
      [],
    );
  });

  it('follows RE2 with and without the library', () => {
    for (const text of BUNDLED)
      for (const value of TEXTS)
        assert.equal(
          Pattern.of(text)?.test(value),
          RE2JS.compile(text).test(value),
          `${text} of ${JSON.stringify(value)}`,
        );
  });

  it('gives the result of RE2 without using the library', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '-', '[a-c-]');
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc
        .tuple(
          fc.oneof(
            { weight: 3, arbitrary: atom },
            tie('pattern').map((inner) => `(${inner})`),
          ),
          quantifier,
        )
        .map((each) => each.join('')),
      pattern: fc.oneof(
        { depthSize: 'small' },
        fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
        fc.tuple(tie('part'), tie('part')).map((parts) => parts.join('|')),
        tie('part').map((each) => `^${each}$`),
      ),
    }));
    let small = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '-', '\n'), maxLength: 12 }),
        (text, value) => {
          if (SmallMatcher.of(text)?.test(value) !== undefined) small++;
          assert.equal(Pattern.of(text)?.test(value), RE2JS.compile(text).test(value));
        },
      ),
      { numRuns: 2000 },
    );
    assert.ok(small > 500);
  });

  it('returns undefined for expressions that backtrack too much', () => {
    const patterns = ['^(a+)+$', '(a*)*b', '(a|a)*b', '^(a|aa)+$', '(a?){30}a{30}$', '(?:a*){9}b', '(.*a){12}b'];
    for (const pattern of patterns)
      assert.equal(SmallMatcher.of(pattern)?.test(`${'a'.repeat(60)}c`), undefined, pattern);
    assert.equal(SmallMatcher.of('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')?.test('infrastructure'), true);
  });

  it('terminates for every expression', () => {
    assert.equal(Pattern.of('^(a+)+$')?.test(`${'a'.repeat(50_000)}b`), false);
    assert.equal(Pattern.of('a*a*a*a*a*a*b')?.test('a'.repeat(50_000)), false);
    assert.equal(Pattern.of('^(a|b)*a(a|b){450}$')?.test('ab'.repeat(50_000)), undefined);
    assert.equal(Pattern.of('a{1000}'.repeat(1000))?.test('a'), undefined);
    assert.equal(Pattern.of('('), undefined);
    assert.equal(Pattern.of('('.repeat(5000)), undefined);
    assert.equal(Pattern.of('(a{1000}){1000}'), undefined);
  });

  it('uses the syntax of Go, not of JavaScript', () => {
    assert.equal(Pattern.of('^\\pL+\\z')?.test('ä'), true);
    assert.equal(Pattern.of('^[[:alpha:]]$')?.test('a'), true);
    assert.equal(Pattern.of('(?i)^a$')?.test('A'), true);
    assert.equal(Pattern.of('(?=a)'), undefined);
  });
});
