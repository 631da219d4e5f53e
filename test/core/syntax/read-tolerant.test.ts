import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Node } from '../../../server/src/core/syntax/node.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { readTolerant } from '../../../server/src/core/syntax/read-tolerant.ts';
import { splitStream } from '../../../server/src/core/syntax/split-stream.ts';
import { streamText } from '../../support/arbitrary.ts';
import { corpusFiles, sharedIsMissing } from '../../support/shared.ts';

/**
 * Returns a tree without the parts that the tolerant reader does not guarantee: the text of block scalars and rare
 * escapes, and tags.
 */
function outline(node: Node | undefined): unknown {
  if (!node) return undefined;
  const { start } = node.span;
  if (node.kind === 'map')
    return { start, map: node.entries.map(({ key, value }) => [outline(key), outline(value)]), flow: node.flow };
  if (node.kind === 'sequence') return { start, items: node.items.map(outline), flow: node.flow };
  if (node.style === 'absent') return 'absent';
  const isBlock = node.style === 'literal' || node.style === 'folded';
  return isBlock ? { start, style: node.style } : { ...node.span, style: node.style, text: node.text };
}

function assertAgrees(text: string, name: string): boolean {
  const { root, problems } = parseDocument(text);
  // Two braces are maps in YAML, but a template here.
  if (problems.length > 0 || /[:-] +\{\{/.test(text)) return false;
  assert.deepEqual(outline(readTolerant(text)), outline(root), name);
  return true;
}

/** Each scalar with its path, `.a[0].b text`. */
function paths(node: Node | undefined, path = ''): readonly string[] {
  if (node?.kind === 'map')
    return node.entries.flatMap(({ key, value }) => paths(value, `${path}.${key.kind === 'scalar' ? key.text : '?'}`));
  if (node?.kind === 'sequence') return node.items.flatMap((item, index) => paths(item, `${path}[${index}]`));
  return [`${path} ${node?.kind === 'scalar' ? node.text : ''}`.trim()];
}

function reads(text: string, expected: readonly string[]): void {
  assert.deepEqual(paths(readTolerant(text)), expected);
}

function nested(depth: number): string {
  return Array.from({ length: depth }, (_, each) => `${' '.repeat(each)}a:\n`).join('');
}

describe('readTolerant', () => {
  it('reads the examples like the exact reader', () => {
    for (const folder of ['correct', 'mistakes'])
      for (const { text } of splitStream(readFileSync(`examples/${folder}/cluster.yaml`, 'utf8')))
        assert.ok(assertAgrees(text, folder));
  });

  it('reads real manifests like the exact reader', { skip: sharedIsMissing }, () => {
    let read = 0;
    for (const { name, text } of corpusFiles())
      for (const chunk of splitStream(text)) if (assertAgrees(chunk.text, name)) read++;
    assert.ok(read > 600, String(read));
  });

  it('treats a single word as a key without a colon or an item without a dash', () => {
    reads('spec:\n  a: 1\n  wo\n  b: 2\n', ['.spec.a 1', '.spec.wo', '.spec.b 2']);
    reads('spec:\n  wo\n  b: 2\n', ['.spec.wo', '.spec.b 2']);
    reads('spec:\n  wo\n    c: 1\n', ['.spec.wo.c 1']);
    reads('- wo\n  b: 2\n', ['[0].wo', '[0].b 2']);
    reads('list:\n  - a\n  wo\n  - b\n', ['.list[0] a', '.list[1] wo', '.list[2] b']);
    reads('list:\n  wo\n  - b\n', ['.list[0] wo', '.list[1] b']);
    reads('list:\n- a: 1\nwo\nb: 2', ['.list[0].a 1', '.wo', '.b 2']);
    reads('list:\n  - a: 1\n  b: 2\n  - c: 3', ['.list[0].a 1', '.list[1].b 2', '.list[2].c 3']);
  });

  it('uses indentation if nothing else decides', () => {
    reads('a: 1\n    b: 2\nc: 3\n', ['.a 1', '.b 2', '.c 3']);
    reads('a:\n    b: 1\n  c: 2\nd: 3\n', ['.a.b 1', '.a.c 2', '.d 3']);
    reads('a:\n  b: 1\n  - c\nd: 2\n', ['.a.b 1', '.d 2']);
  });

  it('ends unclosed quotes and brackets at the end of the line', () => {
    reads('a: "x\nb: 1\n', ['.a x', '.b 1']);
    reads("a:\n  - 'x\n  - y'\nb: 1\n", ['.a[0] x', ".a[1] y'", '.b 1']);
    reads('a: [x, y\nb: {c: 1\nd: 2\n', ['.a[0] x', '.a[1] y', '.b.c 1', '.d 2']);
    reads('a: {b: {c: [1}\nd: 2\n', ['.a.b.c[0] 1', '.d 2']);
  });

  it('keeps templates and block scalars unchanged', () => {
    reads('a: {{ x }}\nb: |\n  c: 1\n\n  - d\ne: 2\n', ['.a {{ x }}', '.b   c: 1\n\n  - d', '.e 2']);
  });

  it('omits content that is nested too deeply', () => {
    for (const step of ['- ', '[', '{a: ', 'a:\n'])
      assert.ok(readTolerant(step === 'a:\n' ? nested(500) : step.repeat(500)) !== undefined, step);
  });

  it('accepts any text and any prefix of it, with spans inside it', () => {
    fc.assert(
      fc.property(streamText(), fc.double({ min: 0, max: 1, noNaN: true }), (stream, share) => {
        const text = stream.slice(0, Math.ceil(stream.length * share));
        const inside = (node: Node | undefined): void => {
          if (!node) return;
          assert.ok(node.span.start >= 0 && node.span.start <= node.span.end && node.span.end <= text.length);
          if (node.kind === 'map')
            for (const { key, value } of node.entries) {
              inside(key);
              inside(value);
            }
          if (node.kind === 'sequence') node.items.forEach(inside);
        };
        inside(readTolerant(text));
      }),
      { numRuns: 2000 },
    );
  });
});
