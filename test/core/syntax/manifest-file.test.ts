import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  changeFile,
  fileText,
  type ManifestFile,
  manifestFile,
  offsetAt,
  positionIn,
} from '../../../server/src/core/index.ts';
import { edits, rangeOf, streamText } from '../../support/arbitrary.ts';

const THREE = 'a: 1\n---\nb: 2\n---\nc: 3\n';

function change(file: ManifestFile, from: string, to: string): ManifestFile {
  const start = fileText(file).indexOf(from);
  return changeFile(file, { start, end: start + from.length }, to);
}

describe('changeFile', () => {
  it('keeps documents outside of an edit', () => {
    const before = manifestFile('file:///a', THREE);
    const after = change(before, '2', '22');
    assert.equal(after.documents[0], before.documents[0]);
    assert.notEqual(after.documents[1], before.documents[1]);
    assert.equal(after.documents[2], before.documents[2]);
    assert.equal(fileText(after), THREE.replace('2', '22'));
  });

  it('joins two documents when the marker between them is removed, and splits them when it is added', () => {
    const before = manifestFile('file:///a', THREE);
    const joined = change(before, '---\nb', 'b');
    assert.equal(joined.documents.length, 2);
    assert.equal(joined.documents[1], before.documents[2]);
    assert.equal(change(joined, 'b', '---\nb').documents.length, 3);
  });

  it('never contains a document twice', () => {
    const file = change(manifestFile('file:///a', '---\na: 1\n'), 'a: 1\n', 'a: 1\n---\na: 1\n');
    assert.equal(new Set(file.documents).size, file.documents.length);
  });

  it('gives the same result as parsing the complete text, for any edits', () => {
    fc.assert(
      fc.property(streamText(), edits(), (text, changes) => {
        let file = manifestFile('file:///a', text);
        let expected = text;
        for (const edit of changes) {
          const range = rangeOf(edit, expected);
          file = changeFile(file, range, edit.text);
          expected = expected.slice(0, range.start) + edit.text + expected.slice(range.end);
          const fresh = manifestFile('file:///a', expected);
          assert.equal(fileText(file), expected);
          assert.deepEqual(
            file.documents.map(({ text }) => text),
            fresh.documents.map(({ text }) => text),
          );
          assert.deepEqual(
            file.documents.map(({ after }) => after),
            fresh.documents.map(({ after }) => after),
          );
          assert.deepEqual(file.offsets, fresh.offsets);
          assert.deepEqual(file.lines, fresh.lines);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file with too many documents', () => {
  const few = 'a: b\n---\n'.repeat(3_000).slice(0, -4);
  const many = `${few}---\nlast: 1\n`;

  it('is one document that cannot be read', () => {
    assert.equal(manifestFile('file:///a', few).documents.length, 3_000);
    const [document, ...others] = manifestFile('file:///a', many).documents;
    assert.equal(others.length, 0);
    assert.equal(document?.parsed.problems[0]?.message, 'The file has more than 3,000 documents');
    assert.equal(document?.parsed.root, undefined);
  });

  it('is split again when an edit removes some of them', () => {
    const start = few.length;
    const grown = changeFile(manifestFile('file:///a', few), { start, end: start }, many.slice(start));
    assert.equal(grown.documents.length, 1);
    assert.equal(fileText(grown), many);
    const shrunk = changeFile(grown, { start, end: many.length }, '');
    assert.equal(shrunk.documents.length, 3_000);
    assert.equal(fileText(shrunk), few);
  });

  it('can be a List with too many items', () => {
    const list = (count: number) => `apiVersion: v1\nkind: List\nitems:\n${'- {kind: A}\n'.repeat(count)}`;
    const problemsOf = (text: string) => manifestFile('file:///a', text).documents[0]?.parsed.problems.length;
    assert.deepEqual([problemsOf(list(3_000)), problemsOf(list(3_001))], [0, 1]);
  });
});

describe('positions', () => {
  it('are converted to line and character and back', () => {
    fc.assert(
      fc.property(streamText(), fc.double({ min: 0, max: 1, noNaN: true }), (text, at) => {
        const file = manifestFile('file:///a', text);
        const offset = Math.floor(at * text.length);
        // There is no position between the two characters of a line end.
        if (text[offset] === '\n' && text[offset - 1] === '\r') return;
        const index = file.documents.findLastIndex((_, each) => (file.offsets[each] ?? 0) <= offset);
        if (index < 0) return;
        assert.equal(offsetAt(file, positionIn(file, index, offset - (file.offsets[index] ?? 0))), offset);
      }),
    );
  });

  it('after the end of a line or file are moved to that end', () => {
    const file = manifestFile('file:///a', THREE);
    assert.equal(offsetAt(file, { line: 0, character: 99 }), 4);
    assert.equal(offsetAt(file, { line: 99, character: 0 }), THREE.length);
    assert.equal(offsetAt(manifestFile('file:///a', ''), { line: 0, character: 0 }), 0);
  });
});
