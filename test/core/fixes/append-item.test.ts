import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendItem } from '../../../server/src/core/fixes/set-field.ts';
import { nodeAt } from '../../../server/src/core/syntax/lookup.ts';
import { applied, type ChangeCase, documentOf } from '../../support/changes.ts';

/** Appends an item of two fields to `list`. */
function append(text: string): string | undefined {
  const document = documentOf(text);
  const list = nodeAt(document.parsed.root, ['list']);
  assert.ok(list?.kind === 'sequence', text);
  return applied(text, appendItem(document, list, { name: 'yes', port: 80 }));
}

const CASES: readonly ChangeCase[] = [
  {
    name: 'after the last item, as deep as its dash',
    before: 'list:\n  - name: a\n    port: 1\nz: 1\n',
    after: 'list:\n  - name: a\n    port: 1\n  - name: "yes"\n    port: 80\nz: 1\n',
  },
  {
    name: 'to a list that is not indented',
    before: 'list:\n- name: a # c\nz: 1\n',
    after: 'list:\n- name: a # c\n- name: "yes"\n  port: 80\nz: 1\n',
  },
  {
    name: 'with the space that the author writes after a dash',
    before: 'list:\n-   name: a\n',
    after: 'list:\n-   name: a\n-   name: "yes"\n    port: 80\n',
  },
  {
    name: 'after an item that ends with a block',
    before: 'list:\n- name: |\n    text\nz: 1\n',
    after: 'list:\n- name: |\n    text\n- name: "yes"\n  port: 80\nz: 1\n',
  },
  {
    name: 'to lines that end with CRLF',
    before: 'list:\r\n- name: a\r\nz: 1\r\n',
    after: 'list:\r\n- name: a\r\n- name: "yes"\r\n  port: 80\r\nz: 1\r\n',
  },
  {
    name: 'after a last line without a line end',
    before: 'list:\n- name: a',
    after: 'list:\n- name: a\n- name: "yes"\n  port: 80',
  },
  { name: 'in brackets', before: 'list: [{name: a}] # c\n', after: 'list: [{name: a}, {name: "yes", port: 80}] # c\n' },
  { name: 'nothing to an empty list', before: 'list: []\n', after: undefined },
  { name: 'nothing to what an alias shares', before: 'x: &x\n- name: a\nlist: *x\n', after: undefined },
  { name: 'nothing after an item below its dash', before: 'list:\n-\n  name: a\n', after: undefined },
];

describe('appendItem appends', () => {
  for (const { name, before, after } of CASES) it(name, () => assert.equal(append(before), after));
});
