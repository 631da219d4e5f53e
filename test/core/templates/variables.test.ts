import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readVariables, substitute, templateOffset, templateVariables } from '../../../server/src/core/index.ts';

function rendered(text: string, values: Readonly<Record<string, string>> = {}): string {
  return substitute(text, (name) => values[name]).text;
}

describe('variables of clusterctl templates', () => {
  it('follow the syntax of clusterctl, not of a shell', () => {
    const names = (text: string) => readVariables(text).uses.map(({ name, operator }) => `${name} ${operator}`);
    assert.deepEqual(names('${A} ${ B } ${C:=1} ${D:-1} ${E=1} ${F^^} ${#G} ${H:1:2} ${1} ${I##x}'), [
      'A none',
      'B none',
      'C :=',
      'D :-',
      'E =',
      'F ^^',
      'G length',
      'H :',
      '1 none',
      'I ##',
    ]);
    assert.deepEqual(names('$A $(b) $1 $? $${C} a$'), []);
    assert.deepEqual(
      ['${A-x}', '${a[@]}', '${@}', '${!a}', '${}', '${A$B}', '${A:=b'].map(
        (text) => readVariables(text).faults[0]?.reason,
      ),
      ['unknown-operator', 'unknown-operator', 'no-name', 'no-name', 'no-name', 'unknown-operator', 'unclosed'],
    );
  });

  it('are replaced by their value or their default, which can contain variables', () => {
    assert.equal(rendered('a: ${A:=1}, b: ${B}, c: $${C}', { B: 'x' }), 'a: 1, b: x, c: ${C}');
    assert.equal(rendered('${A:-${B}}/${A:-${B:=2}}', {}), '/2');
    assert.equal(rendered('${A:-${B}}', { A: '', B: 'b' }), 'b');
    assert.equal(rendered('${A^} ${A^^} ${B,} ${B,,} ${#A}', { A: 'abc', B: 'ABC' }), 'Abc ABC aBC abc 3');
    assert.equal(rendered('${A:={}}', { A: 'x' }), 'x}');
    assert.equal(rendered('${A} ${B#x}'), '${A} ${B#x}');
  });

  it('have the default of their first use', () => {
    assert.deepEqual(
      templateVariables('${B} ${B:=1} ${A:=2} ${A} ${C:=} # ${D}').map((each) => [each.name, each.default]),
      [
        ['B', undefined],
        ['C', undefined],
        ['D', undefined],
        ['A', '2'],
      ],
    );
    assert.deepEqual(
      templateVariables('${A:=2} ${A} ${A:=3} ${A:=2} ${B} ${B:=1}').map((each) => [each.name, each.otherDefaults]),
      [
        ['B', ['1']],
        ['A', ['3']],
      ],
    );
  });

  it('map every position of the result to its origin', () => {
    const part = fc.constantFrom('a: ', '${X}', '${Y:=22}', '$${Z}', '\n', '$', '${', '}', 'text');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const template = parts.join('');
        const result = substitute(template, (name) => (name === 'X' ? 'xx' : undefined));
        for (let offset = 0; offset < result.text.length; offset++) {
          const at = templateOffset(result, offset);
          const value = result.values.find(({ start, end }) => start <= offset && offset < end);
          if (value) assert.equal(at, value.use.span.start);
          else assert.equal(template[at], result.text[offset]);
        }
      }),
    );
  });
});
