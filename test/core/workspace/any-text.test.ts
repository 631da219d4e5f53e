import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type FixtureText, mustNotThrow, requestsOf } from '../../support/any-text.ts';

/** Lone surrogates, literal and escaped, and other characters that are difficult to parse. */
const ODD = [
  '\ud800',
  '\udc00',
  '"\\ud800"',
  '"\\udfff.yaml"',
  '"\\ud83d\\ude00"',
  '\ufeff',
  '\u0000',
  '\u2028',
  '\r',
  '%',
  '%zz',
  '`',
  '__proto__',
  '../',
  '*',
  '&a',
  '<<',
];

const NEIGHBOR: FixtureText = {
  uri: 'file:///w/other/neighbor.yaml',
  text: 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  clusterName: c\n  namePrefix: x\n  nope: 1\n',
};
const SOURCES: readonly FixtureText[] = [
  { uri: 'file:///w/x.yaml', text: readFileSync('examples/mistakes/cluster.yaml', 'utf8') },
  {
    uri: 'file:///w/kustomization.yaml',
    text: 'resources: [neighbor.yaml, ../up]\nnamePrefix: x\npatches:\n- path: p.yaml\n- target: {kind: IPPool, name: a}\n  patch: |-\n    - {op: add, path: /spec/prefix, value: 24}\nconfigMapGenerator: [{name: a, files: [k=v.txt]}]\n',
  },
];

describe('a workspace', () => {
  it('accepts any UTF-16 text, and other files keep their findings', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(12),
      text: fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 3 })),
    });
    fc.assert(
      fc.property(fc.constantFrom(...SOURCES), fc.array(edit, { minLength: 1, maxLength: 5 }), (source, edits) => {
        let { text } = source;
        for (const { at, drop, text: written } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + written + text.slice(start + drop);
        }
        const rules = requestsOf([NEIGHBOR, { uri: source.uri, text }]);
        assert.ok(rules.includes('unknown-field'), JSON.stringify(text));
      }),
      { numRuns: 300 },
    );
  });

  it('accepts a lone surrogate in every name', () => {
    const names = ['\ud800', '\udc00'].flatMap((half) => [half, `a${half}b`]);
    for (const name of names)
      for (const { uri, text } of SOURCES) {
        const words = [...text.matchAll(/[A-Za-z][\w./-]*/g)];
        for (const word of words.filter((_, index) => index % 7 === 0))
          mustNotThrow([
            NEIGHBOR,
            {
              uri,
              text: `${text.slice(0, word.index)}"${JSON.stringify(name).slice(1, -1)}"${text.slice(word.index + word[0].length)}`,
            },
          ]);
      }
  });
});
