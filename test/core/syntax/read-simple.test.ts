import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findFaultOrRest } from '../../../server/src/core/syntax/go-yaml/find-fault.ts';
import { TreeBuilder } from '../../../server/src/core/syntax/go-yaml/tree-builder.ts';
import { readWithLibrary } from '../../../server/src/core/syntax/parse-document.ts';
import { readSimple } from '../../../server/src/core/syntax/read-simple.ts';
import { splitStream } from '../../../server/src/core/syntax/split-stream.ts';
import { streamText } from '../../support/arbitrary.ts';
import { corpusFiles, sharedIsMissing } from '../../support/shared.ts';

/** Returns whether the simple reader supports a text. Fails if its result differs from the libraries for YAML 1.2 and 1.1. */
function agrees(text: string): boolean {
  const root = readSimple(text);
  if (root) {
    assert.deepEqual({ root, problems: [] }, readWithLibrary(text), text);
    const builder = new TreeBuilder(text.length);
    assert.equal(findFaultOrRest(text, 'start', builder), undefined, text);
    assert.deepEqual(builder.root, root, text);
  }
  return root !== undefined;
}

const LINES = [
  ...['a: 1', 'b:', 'c: "x"', "d: 'it''s'", '- x', '- e: 2', '- ', '-', 'f: |', 'g: |-', 'h: >-', '# comment', ''],
  ...['i: [1, "2", {a: b}]', 'j: {}', 'k: []', 'l: {x: y, z: [1]}', 'm: x # y', 'n: x#y', 'o: a: b', 'p: http://x:1'],
  ...[
    '"q": 1',
    'r : 1',
    's:1',
    '- - t',
    '- |',
    '---',
    'text',
    'u: "a\\"b\\n"',
    'v: "open',
    'w: *x',
    'x: &y 1',
    'y: !z',
  ],
  ...[
    'z: ${A:-b}',
    'a b: c',
    '{{ d }}',
    'more text',
    'x',
    'word#',
    'word # c',
    'e: [a',
    'f: [a,]',
    'g: {a}',
    'h: - i',
    'j: -1',
    'k: ~',
    '? l',
    'm: |+',
    'n: "o" p',
  ],
  ...[
    "o: 'p' # q",
    'q: [r] # s',
    's: [t]#u',
    'u: |  ',
    'v: | # w',
    'x: ? y',
    'z: .5',
    '...x: y',
    '-a: b',
    'b: [-c, d:e]',
  ],
];

/** Lines with random indentation, mostly plausible. */
function indentedText(): fc.Arbitrary<string> {
  const line = fc.tuple(
    fc.constantFrom(0, 0, 2, 2, 2, 4, 4, 1, 6),
    fc.constantFrom(...LINES),
    fc.constantFrom('', '', '', ' '),
  );
  return fc
    .tuple(fc.array(line, { maxLength: 9 }), fc.boolean())
    .map(
      ([lines, open]) =>
        lines.map(([indent, text, behind]) => ' '.repeat(indent) + text + behind).join('\n') + (open ? '' : '\n'),
    );
}

describe('readSimple', () => {
  it('returns the same tree as the library, or none', () => {
    fc.assert(
      fc.property(fc.oneof(indentedText(), indentedText(), streamText()), (text) => void agrees(text)),
      { numRuns: 3000 },
    );
  });

  it('reads the examples, and mutations of them like the library', () => {
    const documents = splitStream(readFileSync('examples/correct/cluster.yaml', 'utf8')).map(({ text }) => text);
    assert.deepEqual(
      documents.filter((text) => !agrees(text)),
      [],
    );
    const near = fc
      .tuple(
        fc.constantFrom(...documents),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom('', ...' \n:#-|[]{}"\',&*!%x'),
      )
      .map(
        ([text, at, length, letters]) =>
          text.slice(0, at % text.length) + letters + text.slice((at % text.length) + length),
      );
    fc.assert(
      fc.property(near, (text) => void agrees(text)),
      { numRuns: 1500 },
    );
  });

  it('supports nearly every manifest of the corpus', { skip: sharedIsMissing }, () => {
    const documents = corpusFiles().flatMap(({ text }) => splitStream(text).map((chunk) => chunk.text));
    const read = documents.filter(agrees).length;
    assert.ok(read > 0.8 * documents.length, `${read} of ${documents.length}`);
  });
});
