import type { Resource } from '../../objects/resource.ts';
import { resourceOf } from '../../objects/resource-of.ts';
import type { View } from '../../query/view.ts';
import type { ReleaseRange } from '../../schemas/release-range.ts';
import { minorOf } from '../../schemas/releases.ts';
import { manifestDocument } from '../../syntax/manifest-document.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import { isClusterctlTemplate } from '../../templates/clusterctl.ts';
import { type SubstitutedValue, substitute } from '../../templates/substitute.ts';
import type { VariableUse } from '../../templates/variables.ts';
import type { Problem } from '../../validation/problem.ts';
import { problemText } from '../../validation/problem-text.ts';
import { defineRule, type Report } from '../rule.ts';

/**
 * Validates the object with the defaults of all variables, and reports the problems that are in a default. The value of a
 * variable that is set is unknown.
 */
export const invalidVariableDefault = defineRule({
  id: 'invalid-variable-default',
  formerIds: ['bad-default'],
  severity: 'warning',
  effect: 'refused',
  by: 'schema',
  summary: 'The default of a template variable is not valid in the field that uses it.',

  *check(resource, view) {
    const { document, uri } = resource;
    if (!document.text.includes('${')) return;
    const filled = substitute(document.text, () => undefined, 'kept');
    if (filled.values.length === 0) return;
    const { before, after } = document;
    const other = resourceOf(uri, manifestDocument({ text: filled.text, before, after }), resource.model);
    if (!other || other.broken) return;
    const reported = new Set<number>();
    const areQuotesKept = isClusterctlTemplate(uri) && !view.isInBuild(resource);
    for (const { problem, releases } of view.violations(other)) {
      if (!OF_VALUES.includes(problem.code)) continue;
      const value = filled.values.find((each) => causes(each, problem, areQuotesKept));
      if (!value || reported.has(value.start)) continue;
      reported.add(value.start);
      yield reportOf(resource, value.use, problem, releases, view);
    }
  },
});

/**
 * Returns true if a problem is in a default: it starts there, or is in the quoted text around it. clusterctl replaces
 * variables in the text of the file. What kustomize and Flux write has no quotes.
 */
function causes({ start, end }: SubstitutedValue, { span, node, code }: Problem, areQuotesKept: boolean): boolean {
  if (start <= span.start && span.start < end) return true;
  const isQuoted = code !== 'unknown-field' && node.kind === 'scalar' && QUOTED.includes(node.style);
  return areQuotesKept && isQuoted && span.start <= start && end <= span.end;
}

const QUOTED: readonly ScalarNode['style'][] = ['double', 'single'];

/** Codes of problems of the value itself. */
const OF_VALUES: readonly string[] = [
  'wrong-type',
  'unsupported-value',
  'value-out-of-range',
  'malformed-value',
  'unknown-field',
];

function reportOf(
  resource: Resource,
  use: VariableUse,
  problem: Problem,
  releases: readonly ReleaseRange[],
  view: View,
): Report {
  const [range] = releases;
  const rejects = range
    ? `${view.titleOf(range.provider)} ${minorOf(range.from ?? '')} and later reject`
    : 'the API server rejects';
  return {
    resource,
    node: { kind: 'scalar', span: use.argumentSpan, text: use.argument, style: 'plain' },
    path: problem.path,
    message: `Default ${shortened(use.argument)} of variable ${use.name} is rejected: ${problemText(problem)}. If the variable is not set, ${rejects} the object.`,
    ...(range ? { releases } : {}),
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}
