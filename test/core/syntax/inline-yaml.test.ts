import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inlineYaml } from '../../../server/src/core/syntax/inline-yaml.ts';
import { nodeAt, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';

/** Returns the texts of `a` in each document in the scalar `patch`, as parsed and as in the source. */
function found(text: string): readonly (readonly [string | undefined, string | undefined])[] | undefined {
  const node = nodeAt(parseDocument(text).root, ['patch']);
  assert.ok(node?.kind === 'scalar', text);
  return inlineYaml(text, node)?.map((root) => {
    const scalar = scalarAt(root, ['a']);
    return [scalar?.text, scalar && text.slice(scalar.span.start, scalar.span.end)] as const;
  });
}

describe('inlineYaml', () => {
  const cases: readonly { name: string; text: string; expected: readonly (string | undefined)[] | undefined }[] = [
    { name: 'a literal block', text: 'patch: |-\n  a: one\n  b: 1\nz: 1\n', expected: ['one'] },
    { name: 'several documents in a block', text: 'patch: |\n  a: one\n  ---\n  a: two\n', expected: ['one', 'two'] },
    { name: 'a comment in a block', text: 'patch: |\n  # c\n  a: one # d\n', expected: ['one'] },
    {
      name: 'lines that end with CRLF',
      text: 'patch: |\r\n  a: one\r\n  ---\r\n  a: two\r\n',
      expected: ['one', 'two'],
    },
    { name: 'a plain scalar in quotes', text: 'patch: "{a: one}"\n', expected: ['one'] },
    { name: 'single quotes', text: "patch: '{a: one}'\n", expected: ['one'] },
    { name: 'quotes with escapes', text: 'patch: "b: 1\\na: one\\n---\\na: two"\n', expected: ['one', 'two'] },
    {
      name: 'a value in escaped quotes',
      text: 'patch: "[{\\"op\\": 1}]\\n---\\na: one"\n',
      expected: [undefined, 'one'],
    },
    { name: 'quotes on several lines', text: 'patch: "{b: 1,  \n  a: one,\n\n  c: \\\n  2}"\n', expected: ['one'] },
    { name: 'single quotes with an escape', text: "patch: '{b: ''x'', a: one}'\n", expected: ['one'] },
    { name: 'text in quotes that is not YAML', text: 'patch: "a: [\\n"\n', expected: undefined },
    { name: 'text that is not YAML', text: 'patch: |\n  a: [\n', expected: undefined },
  ];
  for (const { name, text, expected } of cases)
    it(name, () =>
      assert.deepEqual(
        found(text),
        expected?.map((value) => [value, value]),
      ),
    );

  it('places the nodes of a folded block, or one with an indentation, at its header', () => {
    assert.deepEqual(found('patch: >-\n  {a: one}\n'), [['one', '>-']]);
    assert.deepEqual(found('patch: |2\n   a: one\n'), [['one', '|2']]);
  });

  it('marks nodes that the text does not contain verbatim', () => {
    const text = 'patch: "a: one\\n"\n';
    const node = nodeAt(parseDocument(text).root, ['patch']);
    assert.ok(node?.kind === 'scalar');
    assert.equal(scalarAt(inlineYaml(text, node)?.[0], ['a'])?.alias, true);
  });

  it('does not read an alias, whose text is at its anchor', () =>
    assert.equal(found('x: &x "{a: one}"\npatch: *x\n'), undefined));
});
