import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasStops, indented, plainText, snippetText, type Template } from '../../../server/src/core/text/template.ts';

const cases: readonly { name: string; template: Template; plain: string; snippet: string }[] = [
  { name: 'text without stops', template: ['a: 1\n'], plain: 'a: 1\n', snippet: 'a: 1\n' },
  {
    name: 'a clusterctl variable as text',
    template: ['name: ${CLUSTER_NAME:=edge}'],
    plain: 'name: ${CLUSTER_NAME:=edge}',
    snippet: 'name: \\${CLUSTER_NAME:=edge}',
  },
  { name: 'a backslash as text', template: ['a: "\\n"'], plain: 'a: "\\n"', snippet: 'a: "\\\\n"' },
  { name: 'braces as text', template: ['a: {}'], plain: 'a: {}', snippet: 'a: {}' },
  { name: 'an empty stop', template: ['a: ', { stop: 1 }], plain: 'a: ', snippet: 'a: $1' },
  {
    name: 'an empty stop before a digit',
    template: ['10.0.0.', { stop: 1 }, '0/24'],
    plain: '10.0.0.0/24',
    snippet: '10.0.0.${1}0/24',
  },
  {
    name: 'an empty stop before a letter',
    template: [{ stop: 0 }, 'a'],
    plain: 'a',
    snippet: '$0a',
  },
  {
    name: 'a stop with content',
    template: ['a: ', { stop: 1, content: ['b'] }],
    plain: 'a: b',
    snippet: 'a: ${1:b}',
  },
  {
    name: 'content with letters of the grammar',
    template: [{ stop: 1, content: ['${A} \\ {b}'] }],
    plain: '${A} \\ {b}',
    snippet: '${1:\\${A\\} \\\\ {b\\}}',
  },
  {
    name: 'a stop inside of content',
    template: [{ stop: 1, content: ['a-', { stop: 2, content: ['b'] }] }],
    plain: 'a-b',
    snippet: '${1:a-${2:b}}',
  },
  {
    name: 'an equal stop repeats the first one',
    template: [{ stop: 1, content: ['edge'] }, ' ', { stop: 1 }],
    plain: 'edge edge',
    snippet: '${1:edge} $1',
  },
  {
    name: 'choices, of which the first is the text',
    template: [{ stop: 1, choices: ['true', 'false'] }, ' ', { stop: 1 }],
    plain: 'true true',
    snippet: '${1|true,false|} $1',
  },
  {
    name: 'choices with letters of the grammar',
    template: [{ stop: 1, choices: ['a,b', 'c|d', '${E}', '\\'] }],
    plain: 'a,b',
    snippet: '${1|a\\,b,c\\|d,\\${E\\},\\\\|}',
  },
];

describe('plainText', () => {
  for (const { name, template, plain } of cases) it(name, () => assert.equal(plainText(template), plain));
});

describe('snippetText', () => {
  for (const { name, template, snippet } of cases) it(name, () => assert.equal(snippetText(template), snippet));
});

describe('hasStops', () => {
  it('is true only if there is a tab stop', () => {
    assert.equal(hasStops(['a', 'b']), false);
    assert.equal(hasStops(['a', { stop: 0 }]), true);
  });
});

describe('indented', () => {
  it('indents each line except the first and empty lines', () =>
    assert.deepEqual(indented(['a:\n  b\n\nc\n', { stop: 1 }, '\nd'], '  ', '\n'), [
      'a:\n    b\n\n  c\n',
      { stop: 1 },
      '\n  d',
    ]));

  it('uses the given line ends', () => assert.deepEqual(indented(['a:\nb\r\nc'], '', '\r\n'), ['a:\r\nb\r\nc']));
});
