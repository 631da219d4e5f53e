import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inFormatOf } from '../../../server/src/core/fixes/json-change.ts';
import { applied, documentOf } from '../../support/changes.ts';

/** Replaces a part of a text as its format requires. */
function replace(text: string, part: string, newText: string): string | undefined {
  const start = text.indexOf(part);
  assert.ok(start >= 0);
  return applied(text, inFormatOf(documentOf(text), { span: { start, end: start + part.length }, newText }));
}

describe('inFormatOf', () => {
  it('does not change anything in YAML', () => {
    assert.equal(replace('a: 1 # c\n', '1', 'b'), 'a: b # c\n');
    assert.equal(replace('{a: 1}\n', '1', 'b'), '{a: b}\n');
  });

  const json = '{ "a": { "b": 1 } }\n';
  const cases: readonly { name: string; part: string; newText: string; after: string | undefined }[] = [
    { name: 'a number stays plain', part: '1', newText: '2', after: '{ "a": { "b": 2 } }\n' },
    { name: 'a boolean stays plain', part: '1', newText: 'true', after: '{ "a": { "b": true } }\n' },
    { name: 'a string is quoted', part: '1', newText: '10.0.0.1', after: '{ "a": { "b": "10.0.0.1" } }\n' },
    { name: 'a quoted string stays', part: '1', newText: '"c"', after: '{ "a": { "b": "c" } }\n' },
    { name: 'a key is quoted', part: '"b"', newText: 'c', after: '{ "a": { "c": 1 } }\n' },
    { name: 'a field is quoted', part: ' }', newText: ', c: d }', after: undefined },
    { name: 'removed text stays removed', part: '"b": 1 ', newText: '', after: '{ "a": { } }\n' },
    { name: 'lines of YAML are not accepted', part: '1 }', newText: '1\n  c: 2 }', after: undefined },
  ];
  for (const { name, part, newText, after } of cases) it(name, () => assert.equal(replace(json, part, newText), after));

  it('quotes a field that is inserted after another one', () => {
    const text = '{ "a": 1 }\n';
    const end = text.indexOf('1') + 1;
    const change = { span: { start: end, end }, newText: ', b: {c: [d, 5, true]}' };
    assert.equal(applied(text, inFormatOf(documentOf(text), change)), '{ "a": 1, "b": { "c": ["d", 5, true] } }\n');
  });
});
