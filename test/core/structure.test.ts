import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldingsIn, indentNewLine, manifestFile, selections } from '../../server/src/core/index.ts';
import { streamText } from '../support/arbitrary.ts';

const EXAMPLE = readFileSync('examples/correct/cluster.yaml', 'utf8');
const LINES = EXAMPLE.split('\n');

function foldings(text: string) {
  const { documents, lines } = manifestFile('file:///a.yaml', text);
  return documents.flatMap((document, index) =>
    foldingsIn(document).map((each) => ({
      ...each,
      start: each.start + (lines[index] ?? 0),
      end: each.end + (lines[index] ?? 0),
    })),
  );
}

function folded(text: string): readonly string[] {
  const lines = text.split('\n');
  return foldings(text).map(({ start, end, kind }) => `${kind} ${lines[start]?.trim()} … ${lines[end]?.trim()}`);
}

describe('folding', () => {
  it('folds each resource, and each block below a key or a dash', () => {
    assert.deepEqual(
      folded(
        [
          'kind: A',
          'spec:',
          '  ref:',
          '    name: a',
          '  pools:',
          '    - start: 1',
          '      end: 2',
          '  content: |',
          '    text',
          '    more',
          '---',
          'kind: B',
          'last: 1',
          '',
        ].join('\n'),
      ),
      [
        'resource kind: A … more',
        'block spec: … more',
        'block ref: … name: a',
        'block pools: … end: 2',
        'block - start: 1 … end: 2',
        'block content: | … more',
        'resource --- … last: 1',
      ],
    );
  });

  it('folds runs of comments', () => {
    assert.deepEqual(folded('# one\n# two\na: 1\n'), ['comment # one … # two']);
  });

  it('stays within the lines of any text', () => {
    fc.assert(
      fc.property(streamText(), (text) => {
        const count = text.split(/\r\n|\n|\r/).length;
        for (const { start, end } of foldings(text))
          assert.ok(start >= 0 && start < end && end < count, `${start} ${end} ${count}`);
      }),
    );
  });
});

describe('selections', () => {
  function grown(text: string): readonly string[] {
    const offset = text.indexOf('█');
    const file = manifestFile('file:///a.yaml', text.replace('█', ''));
    const document = file.documents[0];
    return document ? selections(document, offset).map(({ start, end }) => document.text.slice(start, end)) : [];
  }

  it('expand from the word to the entry, the surrounding object, and the resource', () => {
    assert.deepEqual(grown('a:\n  - b: "x█y"\n    c: 1\n  - d: 2\n'), [
      'xy',
      '"xy"',
      'b: "xy"',
      'b: "xy"\n    c: 1',
      '- b: "xy"\n    c: 1',
      '- b: "xy"\n    c: 1\n  - d: 2',
      'a:\n  - b: "xy"\n    c: 1\n  - d: 2',
      'a:\n  - b: "xy"\n    c: 1\n  - d: 2\n',
    ]);
  });

  it('are nested and contain the position', () => {
    fc.assert(
      fc.property(streamText(), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const [document] = manifestFile('file:///a.yaml', text).documents;
        const offset = Math.floor((document?.text.length ?? 0) * share);
        const found = document ? selections(document, offset) : [];
        for (const [index, { start, end }] of found.entries()) {
          const outer = found[index + 1] ?? { start: 0, end: text.length };
          assert.ok(start <= offset && offset <= end && outer.start <= start && end <= outer.end);
        }
      }),
    );
  });
});

describe('the indentation of a new line', () => {
  function begun(text: string): string {
    const offset = text.indexOf('█');
    const plain = text.replace('█', '');
    const change = indentNewLine(plain, offset);
    return change ? plain.slice(0, change.span.start) + change.newText + plain.slice(change.span.end) : plain;
  }

  it('is deeper after a key without a value', () => {
    assert.equal(begun('spec:\n█'), 'spec:\n  ');
    assert.equal(begun('spec:\n    a:\n█\n'), 'spec:\n    a:\n        \n');
    assert.equal(begun('spec:\n  a: |\n█'), 'spec:\n  a: |\n    ');
    assert.equal(begun('- a:\n█'), '- a:\n    ');
  });

  it('is that of the adjacent keys', () => {
    assert.equal(begun('spec:\n  a: 1\n█'), 'spec:\n  a: 1\n  ');
    assert.equal(begun('spec:\n  - a: 1\n█'), 'spec:\n  - a: 1\n    ');
    assert.equal(begun('spec:\n  - a: 1\n    █'), 'spec:\n  - a: 1\n    ');
    assert.equal(begun('spec:\n  a: 1\n\n█\n'), 'spec:\n  a: 1\n\n  \n');
  });

  it('is unchanged in block scalars', () => {
    assert.equal(begun('spec:\n  a: |\n    if x\n      y\n█'), 'spec:\n  a: |\n    if x\n      y\n█'.replace('█', ''));
  });

  it('matches real manifests line by line', () => {
    let kept = 0;
    for (const [number, line] of LINES.entries()) {
      const before = LINES.slice(0, number).join('\n');
      const change = indentNewLine(`${before}\n${line}`, before.length + 1 + line.length);
      if (!change) kept++;
    }
    assert.ok(kept / LINES.length > 0.75, `${kept} of ${LINES.length}`);
  });
});
