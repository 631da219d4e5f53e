import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText, snippetText } from '../../../server/src/core/index.ts';
import { type Snippet, snippetTemplate, typesIn } from '../../../server/src/core/snippets/snippet.ts';

describe('snippetTemplate', () => {
  const cases: readonly { name: string; text: string; plain: string; snippet: string }[] = [
    { name: 'text without variables', text: 'kind: Cluster\n', plain: 'kind: Cluster\n', snippet: 'kind: Cluster\n' },
    {
      name: 'a variable with a default',
      text: 'name: ${NAME:=edge}\n',
      plain: 'name: edge\n',
      snippet: 'name: ${1:edge}\n',
    },
    { name: 'a variable without a default', text: 'name: ${NAME}\n', plain: 'name: \n', snippet: 'name: ${1:}\n' },
    {
      name: 'a variable that is used again',
      text: '${NAME:=edge} ${PORT:=6443} ${NAME}',
      plain: 'edge 6443 edge',
      snippet: '${1:edge} ${2:6443} $1',
    },
    {
      name: 'a variable that is used again before a digit',
      text: '${NET:=10.0.0}.0 ${NET}.1 ${A:=x}${A}0',
      plain: '10.0.0.0 10.0.0.1 xx0',
      snippet: '${1:10.0.0}.0 $1.1 ${2:x}${2}0',
    },
    {
      name: 'a variable in the default of another one',
      text: '${NAME:=edge} ${POOL:=${NAME}-pool}',
      plain: 'edge edge-pool',
      snippet: '${1:edge} ${2:$1-pool}',
    },
    { name: 'a dollar sign that is not a variable', text: 'cost: 5$\n', plain: 'cost: 5$\n', snippet: 'cost: 5\\$\n' },
    { name: 'nothing', text: '', plain: '', snippet: '' },
  ];
  for (const { name, text, plain, snippet } of cases)
    it(name, () => {
      assert.equal(plainText(snippetTemplate(text)), plain);
      assert.equal(snippetText(snippetTemplate(text)), snippet);
    });

  it('writes known values as text, and numbers the other variables from 1', () => {
    const template = snippetTemplate('${NAME:=edge} ${PORT:=6443} ${NAME}', (name) =>
      name === 'NAME' ? 'a$b' : undefined,
    );
    assert.equal(plainText(template), 'a$b 6443 a$b');
    assert.equal(snippetText(template), 'a\\$b ${1:6443} a\\$b');
  });

  it('has a tab stop for a variable in a default before the variable with that default', () =>
    assert.equal(snippetText(snippetTemplate('${POOL:=${NAME}-pool}')), '${2:${1:}-pool}'));

  it('writes a known value in the default of another variable', () => {
    const template = snippetTemplate('${POOL:=${NAME}-pool}', (name) => (name === 'NAME' ? 'edge' : undefined));
    assert.equal(snippetText(template), '${1:edge-pool}');
  });
});

describe('typesIn', () => {
  const snippet = (text: string): Snippet => ({ title: '', prefix: '', summary: '', text });

  it('returns the type of each document', () => {
    const text = 'apiVersion: a.example/v1\nkind: One\nspec: {}\n---\napiVersion: v1\nkind: Two\n';
    assert.deepEqual(typesIn(snippet(text)), [
      { apiVersion: 'a.example/v1', kind: 'One' },
      { apiVersion: 'v1', kind: 'Two' },
    ]);
  });

  it('does not return types inside of a document', () => {
    const text = 'spec:\n  ref:\n    apiVersion: v1\n    kind: One\n';
    assert.deepEqual(typesIn(snippet(text)), []);
  });
});
