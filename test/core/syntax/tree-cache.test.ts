import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestFile, TreeCache } from '../../../server/src/core/index.ts';
import { keepTree } from '../../../server/src/core/syntax/manifest-document.ts';

const TEXT = 'a: 1\n---\nb: [2, 3]\n---\nc: "4"\n';

describe('a tree cache', () => {
  it('keeps trees until it releases them, and builds equal trees again', () => {
    const trees = new TreeCache(0);
    const file = manifestFile('file:///a', TEXT, trees);
    const before = file.documents.map(({ parsed }) => parsed);
    for (const [index, { parsed }] of file.documents.entries()) assert.equal(parsed, before[index]);
    trees.release(() => new Set());
    for (const [index, { parsed }] of file.documents.entries()) {
      assert.notEqual(parsed, before[index]);
      assert.deepEqual(parsed, before[index]);
    }
  });

  it('releases the oldest trees first, and only if the texts are too long', () => {
    const trees = new TreeCache(TEXT.length - 1);
    const { documents } = manifestFile('file:///a', TEXT, trees);
    const before = [documents[2], documents[0]].map((each) => each?.parsed);
    trees.release(() => new Set());
    assert.equal(documents[2]?.parsed, before[0]);
    void documents[1]?.parsed;
    trees.release(() => new Set());
    assert.notEqual(documents[2]?.parsed, before[0]);
  });

  it('keeps fewer trees once there were too many, not counting those of open files', () => {
    const long = `a: ${'x'.repeat(90)}\n`;
    const trees = new TreeCache(4_000);
    const documentsOf = (name: string, count: number) =>
      manifestFile(name, Array.from({ length: count }, () => long).join('---\n'), trees).documents;
    const keptOf = (documents: ReturnType<typeof documentsOf>, open: ReturnType<typeof documentsOf> = []) => {
      const before = documents.map(({ parsed }) => parsed);
      trees.release(() => new Set(open));
      return documents.filter(({ parsed }, index) => parsed === before[index]).length;
    };
    const open = documentsOf('file:///open', 20);
    assert.equal(keptOf(documentsOf('file:///a', 9)), 9);
    assert.equal(keptOf(documentsOf('file:///b', 50)), 0);
    trees.release(() => new Set());
    assert.equal(keptOf(open, open), 20);
    assert.equal(keptOf(documentsOf('file:///c', 1), open), 1);
  });

  it('does not release the trees of open files, or trees that are compared by identity', () => {
    const trees = new TreeCache(0);
    const { documents } = manifestFile('file:///a', TEXT, trees);
    const [open, compared, other] = documents;
    assert.ok(open && compared && other);
    const before = documents.map(({ parsed }) => parsed);
    keepTree(compared);
    trees.release(() => new Set([open]));
    assert.equal(open.parsed, before[0]);
    assert.equal(compared.parsed, before[1]);
    assert.notEqual(other.parsed, before[2]);
  });

  it('keeps the lines of a document', () => {
    const trees = new TreeCache(0);
    const [document] = manifestFile('file:///a', 'a: 1\r\nb: 2\rc: 3\n', trees).documents;
    const lines = document?.lineStarts;
    assert.equal(document?.lineCount, lines?.length);
    trees.release(() => new Set());
    assert.deepEqual(document?.lineStarts, lines);
  });
});
