import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { applyChanges } from '../../../server/src/core/syntax/diagnosis/syntax-problem.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { splitStream } from '../../../server/src/core/syntax/split-stream.ts';
import { streamText } from '../../support/arbitrary.ts';
import { allFindings, workspaceOf } from '../../support/check.ts';

const correct = globSync('examples/correct/**/*.yaml')
  .flatMap((path) => splitStream(readFileSync(path, 'utf8')))
  .map(({ text }) => text)
  .filter((text) => text.length > 40 && text.length < 4000 && !parseDocument(text).rejection);

/** Typing mistakes. */
const mistakes: readonly ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => `${text.slice(0, at)} ${text.slice(at)}`,
  (text, at) => atLine(text, at, (line) => ` ${line}`),
  (text, at) => atLine(text, at, (line) => `  ${line}`),
  (text, at) => atLine(text, at, (line) => line.replace(/^ /, '')),
  (text, at) => atLine(text, at, (line) => line.replace(/^ {2}/, '')),
  (text, at) => atLine(text, at, (line) => line.replace(/^ +/, '\t')),
  (text, at) => atLine(text, at, (line) => line.replace(/: /, ':')),
  (text, at) => atLine(text, at, (line) => line.replace(/:/, '')),
  (text, at) => atLine(text, at, (line) => line.replace(/- /, '-')),
  (text, at) => atLine(text, at, (line) => line.replace(/- /, '')),
  (text, at) => atLine(text, at, (line) => line.replace(/(["'\]}])[^"'\]}]*$/, '')),
  (text, at) => atLine(text, at, (line) => line.slice(0, Math.ceil(line.length / 2))),
  ...['"', "'", ':', '-', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`', '\t', '\\', '\n', '?'].map(
    (letter) => (text: string, at: number) => text.slice(0, at) + letter + text.slice(at),
  ),
];

function atLine(text: string, at: number, change: (line: string) => string): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', start);
  const stop = end < 0 ? text.length : end;
  return text.slice(0, start) + change(text.slice(start, stop)) + text.slice(stop);
}

const broken = fc
  .tuple(fc.constantFrom(...correct), fc.constantFrom(...mistakes), fc.nat())
  .map(([text, mistake, at]) => mistake(text, at % text.length));

function checkRejection(text: string): void {
  const { rejection } = parseDocument(text);
  if (!rejection) return;
  const { span, message, fixes = [] } = rejection;
  assert.ok(span.start >= 0 && span.start < span.end && span.end <= text.length, `${message}\n${text}`);
  for (const { changes, title } of fixes)
    assert.equal(parseDocument(applyChanges(text, changes)).rejection, undefined, `${title}\n${text}`);
  assert.ok(fixes.filter(({ certain }) => certain).length <= 1, `several certain fixes: ${message}\n${text}`);
}

describe('a mistake in a correct manifest', () => {
  it('is found once if kubectl rejects the file, and each fix makes the document readable', () => {
    assert.ok(correct.length > 3);
    fc.assert(fc.property(broken, checkRejection), { numRuns: 2000 });
  });

  it('is reported once', () => {
    fc.assert(
      fc.property(broken, (text) => {
        // A marker splits the text into two documents, which may not be manifests.
        if (splitStream(text).length > 1 || !/^apiVersion: [\w.-]*\.(x-k8s|metal3|clastix)\.io\//m.test(text)) return;
        const found = allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }]));
        const syntax = found.filter(({ rule }) => rule === 'yaml-syntax-error');
        assert.equal(syntax.length, parseDocument(text).rejection ? 1 : 0, text);
        if (syntax.length > 0) assert.deepEqual(found, syntax, text);
      }),
      { numRuns: 200 },
    );
  });

  it('terminates for any text', () => {
    fc.assert(
      fc.property(streamText(), (text) => {
        const { rejection } = parseDocument(text);
        if (rejection) assert.ok(rejection.span.start <= rejection.span.end && rejection.span.end <= text.length);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a long text', () => {
  const size = 30_000;
  const texts: Readonly<Record<string, string>> = {
    'a long word': `${'k'.repeat(size)}: v\n`,
    'a long line of spaces': `a: b${' '.repeat(size)}c: d\n`,
    'many lines of one value': `a: b\n${'  word\n'.repeat(size / 6)}  c: d\n`,
    'many brackets': '['.repeat(size),
    'many closing brackets': `a: ["x${']'.repeat(size)}\nb: c\n`,
    'many quotes': 'a: "b" '.repeat(size / 7),
    'many lines at a wrong column': `a:\n  b: 1\n${' c: 1\n'.repeat(size / 6)}`,
    'many tabs': `a: b\n${'\tc: d\n'.repeat(size / 6)}`,
  };
  for (const [name, text] of Object.entries(texts))
    it(`is diagnosed: ${name}`, () => {
      assert.ok(parseDocument(text).rejection);
    });
});

describe('a syntax error in a document of another group', () => {
  const ours = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: p\nspec:\n  namePrefix: p\n';
  const foreign = 'apiVersion: v1\nkind: ConfigMap\ndata: [\n';
  const syntaxErrors = (text: string) =>
    allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }])).filter(({ rule }) => rule === 'yaml-syntax-error')
      .length;

  it('is reported in a file with a supported document, because kubectl rejects the file', () => {
    assert.equal(syntaxErrors(`${ours}---\n${foreign}`), 1);
    assert.equal(syntaxErrors(`${foreign}---\n${ours}`), 1);
  });

  it('is not reported without a supported document, or in a file with a template', () => {
    assert.equal(syntaxErrors(foreign), 0);
    assert.equal(syntaxErrors(`${ours}---\n${foreign}---\na: {{ .Values.a }}\n`), 0);
  });
});

describe('a fix', () => {
  it('keeps the line breaks of the file', () => {
    const text = 'kind: Cluster\r\nmetadata:\r\n  name: a\r\n  labels: b: c\r\n';
    const [fix] = parseDocument(text).rejection?.fixes ?? [];
    assert.equal(
      applyChanges(text, fix?.changes ?? []),
      'kind: Cluster\r\nmetadata:\r\n  name: a\r\n  labels:\r\n    b: c\r\n',
    );
  });
});
