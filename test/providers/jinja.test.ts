import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJinja } from '../../server/src/providers/kubeadm/jinja.ts';
import { variablesOf } from '../../server/src/providers/kubeadm/jinja-variables.ts';

describe('readJinja', () => {
  const cases: readonly { text: string; expressions: readonly string[]; faults: readonly string[] }[] = [
    { text: 'no template', expressions: [], faults: [] },
    { text: 'a {{ ds.meta_data.name }} b', expressions: ['value: ds.meta_data.name '], faults: [] },
    { text: '{% if a %}b{% endif %}', expressions: ['statement: if a ', 'statement: endif '], faults: [] },
    { text: '{% do a %}', expressions: ['statement: do a '], faults: [] },
    { text: '{# {{ a }} #}{{ b }}', expressions: ['value: b '], faults: [] },
    { text: '{% raw %}{{ .Values.a }}{% endraw %}{{ b }}', expressions: ['value: b '], faults: [] },
    { text: '{% range a %}', expressions: [], faults: ['statement: {% range a %}'] },
    { text: '{{ .Values.a }}', expressions: [], faults: ['go-template: {{ .Values.a }}'] },
    { text: '{{ a ? b }}', expressions: [], faults: ['value: {{ a ? b }}'] },
    { text: '{{ "a?" }}', expressions: ['value: "a?" '], faults: [] },
    { text: '{{ a != b }}', expressions: ['value: a != b '], faults: [] },
    { text: 'a {{ b\nc', expressions: [], faults: ['open: {{ b'] },
  ];
  for (const { text, expressions, faults } of cases)
    it(JSON.stringify(text), () => {
      const found = readJinja(text);
      assert.deepEqual(
        found.expressions.map(({ kind, code }) => `${kind}: ${code.trimStart()}`),
        expressions,
      );
      assert.deepEqual(
        found.faults.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`),
        faults,
      );
      for (const { code, start } of found.expressions) assert.equal(text.slice(start, start + code.length), code);
    });

  it('reports an unclosed comment from a shell expression', () => {
    assert.deepEqual(
      readJinja('a=${#name}\n').faults.map(({ kind }) => kind),
      ['comment'],
    );
  });
});

describe('variablesOf', () => {
  const cases: readonly { text: string; variables: readonly string[] }[] = [
    { text: '{{ ds.meta_data.name }}', variables: ['ds meta_data name'] },
    { text: '{{ ds.meta_data["a-b"] }}', variables: ['ds meta_data "a-b"'] },
    { text: "{{ ds['meta_data'].a }}", variables: ['ds "meta_data" a'] },
    { text: '{{ a ~ "b.c" ~ d }}', variables: ['a', 'd'] },
    { text: '{{ ds.meta_data.metal3-name }}', variables: ['ds meta_data metal3 minus -name', 'name'] },
    { text: '{{ a.items() }}', variables: ['a items()'] },
  ];
  for (const { text, variables } of cases)
    it(text, () => {
      const [expression] = readJinja(text).expressions;
      assert.ok(expression);
      const found = variablesOf(expression).map(({ steps }) =>
        steps
          .map(({ text: name, quoted, minus, called }) => {
            const own = quoted ? `"${name}"` : name;
            return `${own}${called ? '()' : ''}${minus && ` minus ${minus}`}`;
          })
          .join(' '),
      );
      assert.deepEqual(found, variables);
      for (const { steps } of variablesOf(expression))
        for (const { span, text: name } of steps) assert.equal(text.slice(span.start, span.end), name);
    });
});
