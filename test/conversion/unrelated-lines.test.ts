import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { migratedText } from '../support/migration.ts';

const PAIRS = '../shared/conversion/documents.jsonl.gz';

/** The documents of the pages of examples, and those of `../shared` if it is available. */
const documents = [...ownDocuments(), ...(existsSync(PAIRS) ? sharedDocuments() : [])].filter(
  (text) => text.length < 6000 && text.match(/^metadata:\r?\n {2}\S/gm)?.length === 1 && !/annotations/.test(text),
);

function ownDocuments(): readonly string[] {
  return readdirSync('test/conversion')
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [
      ...readFileSync(join('test/conversion', name), 'utf8').matchAll(/```yaml before\n([\s\S]*?)```/g),
    ])
    .flatMap(([, block = '']) => block.split(/^(?:---|#- .*)\n/m));
}

function sharedDocuments(): readonly string[] {
  const lines = gunzipSync(readFileSync(PAIRS)).toString().trimEnd().split('\n');
  return lines.map((line) => stringify((JSON.parse(line) as { before: unknown }).before));
}

/** Annotations that no migration changes, in unusual forms. */
const LINES = [
  '    \'quoted-key\':   "double  spaces"   # comment',
  '    variable: ${NAME:=a b}',
  '    anchor: &text plain   ',
  '    # a comment of its own',
  '',
  '    block: |\n      first\n        deeper\n\n      last',
  '    folded: >-\n      first\n      second # no comment',
  "    \"escaped\\u0041\": 'it''s'",
  '    duration: 10m',
  '    apiVersion: cluster.x-k8s.io/v1beta1',
  '    template: "{{ .Values.name }}"',
];

function withLines(text: string, lines: readonly string[]): string {
  return text.replace(/^metadata:\n/m, (line) => `${line}  annotations:   # kept\n    a: b\n${lines.join('\n')}\n`);
}

test('some documents migrate', (t) => {
  const changed = documents.slice(0, 100).filter((text) => migratedText(text) !== text);
  t.diagnostic(`${changed.length} of 100`);
  assert.ok(changed.length >= 10);
});

test('lines that have nothing to migrate keep every byte', () => {
  const lines = fc.uniqueArray(fc.constantFrom(...LINES), { minLength: 1 });
  const ending = fc.constantFrom('\n', '\n', '\r\n');
  fc.assert(
    fc.property(fc.constantFrom(...documents), lines, ending, (text, added, eol) => {
      const write = (own: string) => own.replaceAll('\n', eol);
      // As a decoder sees it, a comment or an empty line after the last annotation belongs to what follows.
      const expected = withLines(migratedText(text), [...added, '    last: z']);
      assert.equal(migratedText(write(withLines(text, [...added, '    last: z']))), write(expected));
    }),
    { numRuns: 600 },
  );
});

test('a document next to it does not matter', () => {
  const broken = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nspec: {a: [b\n';
  fc.assert(
    fc.property(fc.constantFrom(...documents), fc.boolean(), (text, isFirst) => {
      const after = migratedText(text);
      const [before, expected] = isFirst
        ? [`${broken}---\n${text}`, `${broken}---\n${after}`]
        : [`${text}---\n${broken}`, `${after}---\n${broken}`];
      assert.equal(migratedText(before), expected);
    }),
    { numRuns: 200 },
  );
});
