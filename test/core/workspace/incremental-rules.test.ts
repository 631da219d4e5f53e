import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { type FileChange, fileText, type Targets, type Workspace } from '../../../server/src/core/index.ts';
import type { Node, ScalarNode } from '../../../server/src/core/syntax/node.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { marksOf, updateOnDisk, workspaceOnDisk } from '../../support/check.ts';
import { type FixtureFile, readFixture } from '../../support/fixture.ts';
import { readRulePage } from '../../support/rule-page.ts';
import { sampleSets } from '../../support/samples.ts';

// After an edit, a workspace must report the same as a new one. Tested for each rule with the examples of its page, in
// which each document and value matters to a rule.

/** The approximate number of edited values in each file. `DEEP=1` edits more, and takes a minute. */
const VALUES = process.env.DEEP === '1' ? 12 : 2;

for (const path of globSync(['server/src/**/*.md', 'test/manifests/kustomize-*.md']).sort()) {
  const isBuild = path.startsWith('test/');
  const examples = readRulePage(readFileSync(path, 'utf8')).examples.filter(({ kind }) => isBuild || kind === 'bad');
  if (examples.length > 0)
    it(`a workspace reports the same after edits as a new one: ${path.slice(path.lastIndexOf('/') + 1)}`, () => {
      for (const { source, targets } of examples) assertIncremental(readFixture(source).files, targets);
    });
}

describe('a workspace reports the same after edits as a new one', () => {
  for (const { name, files } of sampleSets()) it(`the sample ${name}`, () => assertIncremental(files, {}));
});

function assertIncremental(files: readonly FixtureFile[], targets: Targets): void {
  const workspace = workspaceOnDisk(files, REGISTRY.rules, targets);
  const expected = marksByFile(workspace);
  const assertFresh = (what: string) => {
    updateOnDisk(workspace);
    const texts = [...workspace.files].map(([uri, file]) => ({ uri, text: fileText(file) }));
    assert.deepEqual(marksByFile(workspace), marksByFile(workspaceOnDisk(texts, REGISTRY.rules, targets)), what);
  };
  for (const [change, back] of [...removalsOf(files), ...editsOf(workspace)]) {
    const what = JSON.stringify(change);
    workspace.apply([change]);
    assertFresh(what);
    workspace.apply([back]);
    updateOnDisk(workspace);
    assert.deepEqual(marksByFile(workspace), expected, `${what}, and back`);
  }
}

/** Returns changes that remove and restore each file and each document. */
function removalsOf(files: readonly FixtureFile[]): readonly (readonly [FileChange, FileChange])[] {
  return files.flatMap(({ uri, text }) => {
    const documents = text.split(/^(?=---\n)/m);
    const starts = documents.map((_, index) => documents.slice(0, index).join('').length);
    return [
      [
        { uri, removed: true },
        { uri, text },
      ] as const,
      ...documents.map((document, index) => {
        const start = starts[index] ?? 0;
        return [
          { uri, range: { start, end: start + document.length }, newText: '' },
          { uri, range: { start, end: start }, newText: document },
        ] as const;
      }),
    ];
  });
}

/** Returns changes that add a character to some values of each file and remove it again. */
function editsOf(workspace: Workspace): readonly (readonly [FileChange, FileChange])[] {
  return [...workspace.files].flatMap(([uri, { documents, offsets }]) => {
    const ends = documents.flatMap(({ parsed }, index) =>
      (parsed.root ? scalarsIn(parsed.root) : []).map(({ span }) => (offsets[index] ?? 0) + span.end),
    );
    const step = Math.max(1, Math.floor(ends.length / VALUES));
    return ends
      .filter((_, index) => index % step === 0)
      .map(
        (end) =>
          [
            { uri, range: { start: end, end }, newText: 'x' },
            { uri, range: { start: end, end: end + 1 }, newText: '' },
          ] as const,
      );
  });
}

function scalarsIn(node: Node): readonly ScalarNode[] {
  if (node.kind === 'scalar') return node.style === 'absent' ? [] : [node];
  return node.kind === 'map' ? node.entries.flatMap(({ value }) => scalarsIn(value)) : node.items.flatMap(scalarsIn);
}

/** Returns the marks of each file in order. Restored files come last. */
function marksByFile(workspace: Workspace): readonly string[] {
  return marksOf(workspace)
    .toSorted((a, b) => (a.uri === b.uri ? 0 : a.uri < b.uri ? -1 : 1))
    .map(({ uri, start, end, text }) => `${uri} ${start}-${end} ${text}`);
}
