import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestFile } from '../../../server/src/core/syntax/manifest-file.ts';
import { plainValue } from '../../../server/src/core/validation/plain-value.ts';

/**
 * Files with the documents that YAMLOrJSONDecoder of k8s.io/apimachinery v0.36.5 reads from them, without empty ones. A
 * problem is the code of the rejection; kubectl does not read a document there, or ignores what follows.
 */
const ACCEPTED: readonly { readonly name: string; readonly text: string; readonly documents: readonly unknown[] }[] = [
  { name: 'a comment after a separator', text: 'a: 1\n--- # c\nb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  { name: 'a comment without a space before it', text: 'a: 1\n---#c\nb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  { name: 'a comment above the first separator', text: '# c\n---#c\na: 1\n', documents: [{ a: 1 }] },
  { name: 'empty documents', text: '---\n---\na: 1\n---\n# c\n---\n', documents: [{ a: 1 }] },
  {
    name: 'Windows line breaks',
    text: 'a: 1\r\n---\r\nb: 2\r\n--- \r\nc: 3\r\n',
    documents: [{ a: 1 }, { b: 2 }, { c: 3 }],
  },
  {
    name: 'a separator in a block scalar',
    text: 'a: |\n  ---\n  b\n---\nc: 1\n',
    documents: [{ a: '---\nb\n' }, { c: 1 }],
  },
  { name: 'an indented separator', text: 'a: 1\n ---\nb: 2\n', documents: [{ a: '1 ---', b: 2 }] },
  { name: 'an end marker before a separator', text: 'a: 1\n...\n# c\n---\nb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  {
    name: 'a directive that the end marker hides',
    text: 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n',
    documents: [{ a: 1 }, { b: 2 }],
  },
  { name: 'directives after the content', text: 'a: 1\n%YAML 1.1\n# c\n---\nb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  {
    name: 'other spaces after a separator',
    text: 'a: 1\n---\u00a0\nb: 2\n---\u2003# c\nc: 3\n',
    documents: [{ a: 1 }, { b: 2 }, { c: 3 }],
  },
  { name: 'a byte order mark', text: '\ufeff---\na: 1\n---\nb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  { name: 'a byte order mark after a separator', text: 'a: 1\n---\n\ufeffb: 2\n', documents: [{ a: 1 }, { b: 2 }] },
  // The API server accepts these texts, although kubectl splits them below the directives.
  {
    name: 'a directive above the first separator',
    text: '# c\n\n%YAML 1.1 # c\n# c\n---\na: b\n',
    documents: [{ a: 'b' }],
  },
  {
    name: 'a tag handle above the first separator',
    text: '%TAG !e! tag:yaml.org,2002:\n\n---\na: !e!str 1\n',
    documents: [{ a: '1' }],
  },
  { name: 'JSON before YAML', text: '{"a": "\\/"}\n---\nb: 2\n', documents: [{ a: '/' }, { b: 2 }] },
  { name: 'JSON after an empty line', text: '\n{"a": "\\/"}\n', documents: [{ a: '/' }] },
];

/** kubectl ignores or rejects these places, but they are usual in documentation. */
const OMITTED = ['a: 1\n...\nb: 2\n', 'a: 1\n---\n...\n'];

const REJECTED: Readonly<Record<string, readonly string[]>> = {
  'text-after-separator': [
    '--- {a: 1}\n',
    'a: 1\n--- |\n b\n',
    '--- !!map\na: 1\n',
    '---x: y\n',
    'a: 1\n---x: y\n',
    'a: 1\n----------\nb: 2\n',
    'a: [\n---x\n]\n',
    'a: "\n-----BEGIN X-----\n"\n',
    'a: 1\r\n--- b\r\n',
  ],
  'content-after-end-marker': [
    'a: 1\n...\napiVersion: v1\nkind: Pod\n',
    'a: 1\n... # c\n# c\n\napiVersion: v1\nkind: Pod\n---\nc: 3\n',
  ],
  'byte-order-mark': ['a: 1\n\ufeff---\nb: 2\n', '\ufeff\ufeffa: 1\nb: 2\n'],
  'bad-escape': ['a: 1\n---\n{"b": "\\/"}\n'],
  'content-after-document': ['a: 1\n---\n{"b": 2}\n{"c": 3}\n', 'a:\n  b: 1\n%YAML 1.1\n# c\n  c: 1\n'],
};

describe('a file with several documents', () => {
  for (const { name, text, documents } of ACCEPTED)
    it(`supports ${name}`, () => {
      const parsed = manifestFile('file:///a.yaml', text).documents.map((document) => document.parsed);
      assert.deepEqual(
        parsed.flatMap(({ problems }) => problems),
        [],
      );
      assert.deepEqual(
        parsed.flatMap(({ root }) => (root ? [plainValue(root)] : [])),
        documents,
      );
    });

  for (const text of OMITTED)
    it(`may omit lines: ${JSON.stringify(text)}`, () => {
      const { documents } = manifestFile('file:///a.yaml', text);
      assert.deepEqual(
        documents.flatMap(({ parsed }) => parsed.problems),
        [],
      );
    });

  for (const [code, texts] of Object.entries(REJECTED))
    for (const text of texts)
      it(`has the problem ${code}: ${JSON.stringify(text)}`, () => {
        const codes = manifestFile('file:///a.yaml', text).documents.flatMap(
          ({ parsed }) => parsed.rejection?.code ?? [],
        );
        assert.deepEqual(codes, [code]);
      });
});
