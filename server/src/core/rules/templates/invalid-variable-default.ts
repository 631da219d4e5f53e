import type { Resource } from '../../objects/resource.ts';
import { resourceOf } from '../../objects/resource-of.ts';
import { pathText } from '../../syntax/lookup.ts';
import { manifestDocument } from '../../syntax/manifest-document.ts';
import { substitute } from '../../templates/substitute.ts';
import type { VariableUse } from '../../templates/variables.ts';
import { defineRule, type Report } from '../rule.ts';

/**
 * A variable may become anything, and is never judged; what it becomes where nobody sets it is written beside it. The
 * object is judged with all defaults in place, and of the problems those that lie in a default are told.
 */
export const invalidVariableDefault = defineRule({
  id: 'invalid-variable-default',
  formerIds: ['bad-default'],
  severity: 'warning',
  effect: 'refused',
  by: 'schema',
  summary: 'The default of a variable is nothing that its field takes.',

  *check(resource, view) {
    const { document, uri } = resource;
    if (!document.text.includes('${')) return;
    const filled = substitute(document.text, () => undefined);
    if (filled.values.length === 0) return;
    const { before, after } = document;
    const other = resourceOf(uri, manifestDocument({ text: filled.text, before, after }), resource.model);
    if (!other || other.broken) return;
    const told = new Set<number>();
    for (const { problem } of view.judgements(other)) {
      if (!OF_VALUES.includes(problem.code)) continue;
      const value = filled.values.find(({ start, end }) => start <= problem.span.start && problem.span.start < end);
      if (!value || told.has(value.start)) continue;
      told.add(value.start);
      yield reportOf(resource, value.use, `${pathText(problem.path)} ${problem.detail}`);
    }
  },
});

/** What the value itself has wrong; what it lacks may stand beside it. */
const OF_VALUES: readonly string[] = [
  'wrong-type',
  'unsupported-value',
  'value-out-of-range',
  'malformed-value',
  'unknown-field',
];

function reportOf(resource: Resource, use: VariableUse, what: string): Report {
  return {
    resource,
    node: { kind: 'scalar', span: use.argumentSpan, text: use.argument, style: 'plain' },
    path: [],
    message: `Where ${use.name} is not set, its default ${shortened(use.argument)} is used, and ${what}: the API server refuses the object.`,
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}
