import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { readWithLibrary } from '../../../server/src/core/syntax/parse-document.ts';
import { splitStream } from '../../../server/src/core/syntax/split-stream.ts';
import { streamText } from '../../support/arbitrary.ts';

function texts(stream: string): readonly string[] {
  return splitStream(stream).map(({ text }) => text);
}

describe('splitStream', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'cuts at document markers': ['a: 1\n', '---\nb: 2\n'],
    'keeps comments and directives before the first marker with its document': ['# c\n%YAML 1.1\n---\na: 1\n'],
    'leaves comments between documents to the one before': ['a: 1\n# c\n', '---\nb: 2\n'],
    'assigns comments after an end marker to the next document': ['a: 1\n...\n', '# c\n---\nb: 2\n'],
    'recognizes content without a marker after an end marker': ['a: 1\n...\n', 'b: 2\n', '---\nc: 3\n'],
    'sees no marker in an indented block scalar': ['a: |\n  ---\n  ...\nb: 1\n'],
    'ends a block scalar at a marker in the first column': ['a: |\n  text\n', '---\nb: 1\n'],
    'takes content on the line of the marker': ['--- {a: 1}\n', '--- # c\nb: 2\n'],
    'is not taken in by longer dashes': ['a: 1\n---- \n'],
    'counts CRLF as the end of a marker': ['a: 1\r\n', '---\r\nb: 2\r\n'],
    'keeps empty documents': ['---\n', '---\n', '---\na: 1\n'],
    'reads past a byte order mark': ['\ufeff---\na: 1\n', '---\nb: 2'],
  };
  for (const [name, chunks] of Object.entries(cases)) it(name, () => assert.deepEqual(texts(chunks.join('')), chunks));

  it('keeps every character of any text', () => {
    fc.assert(fc.property(streamText(), (text) => assert.equal(texts(text).join(''), text)));
  });

  it('finds the same documents as a parser of the complete stream', () => {
    fc.assert(
      fc.property(streamText(), (text) => {
        const expected = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
        if (expected.length === 0 || expected.some(({ errors }) => errors.length > 0)) return;
        const parts = splitStream(text).map((chunk) => readWithLibrary(chunk.text));
        const written = expected.filter(
          ({ contents }) => contents !== null && (contents.range?.[1] ?? 0) > (contents.range?.[0] ?? 0),
        );
        assert.equal(parts.filter(({ root }) => root !== undefined).length, written.length);
        // A directive without a document is an error in Kubernetes, but not in the library.
        const documents = parts.filter(({ root }) => root !== undefined);
        assert.deepEqual(
          documents.flatMap(({ problems }) => problems),
          [],
        );
      }),
    );
  });
});
