import type { FactRuleId } from '../../facts/fact.ts';
import type { Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import type { ProblemCode } from '../../validation/problem.ts';
import type { Violation } from '../../validation/violation.ts';
import { factReports } from '../facts/fact-rule.ts';
import { defineRule, type Report, type Rule } from '../rule.ts';
import { isInLostParent, lostParents } from './lost-parent.ts';
import { isMissingByMistake } from './misspelled-field.ts';
import { NO_REPORTS, schemaReports } from './schema-rule.ts';

/**
 * Returns the rule for one kind of mistake, whether the API server rejects it by the schema or a provider's webhook or
 * controller does. The message and `by` name the component.
 */
export function mistakeRule(id: ProblemCode & FactRuleId, summary: string, formerIds: readonly string[]): Rule {
  return defineRule({
    id,
    formerIds,
    severity: 'error',
    effect: 'refused',
    by: 'schema',
    summary,
    check(resource, view) {
      const ofSchema = schemaReports(id, resource, view);
      const ofFacts = factReports(id, resource, view, 'webhook');
      // Hot path: nearly all objects have neither.
      if (ofSchema === NO_REPORTS && ofFacts.length === 0) return NO_REPORTS;
      const violations = id === 'required-field' ? view.violations(resource) : [];
      return notMisspelled([ofSchema, ofFacts], resource, violations, view);
    },
  });
}

/** Omits missing fields whose names are misspelled, or whose object is missing around fields that are set. */
function* notMisspelled(
  all: readonly Iterable<Report>[],
  resource: Resource,
  violations: readonly Violation[],
  view: View,
): Generator<Report, void, undefined> {
  const { contributions } = view;
  const lost = lostParents(resource, violations, contributions);
  for (const reports of all)
    for (const report of reports)
      if (
        !report.path ||
        (!isMissingByMistake(report.resource, report.path, violations, contributions) &&
          !isInLostParent(report.path, lost))
      )
        yield report;
}
