import type { FactRuleId } from '../../facts/fact.ts';
import type { ProblemCode } from '../../validation/problem.ts';
import { factReports } from '../facts/fact-rule.ts';
import { defineRule, type Rule } from '../rule.ts';
import { isMisspelled } from './misspelled-field.ts';
import { schemaReports } from './schema-rule.ts';

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
    *check(resource, view) {
      const { fieldSynonyms } = view.contributions;
      const violations = id === 'required-field' ? view.violations(resource) : [];
      for (const reports of [schemaReports(id, resource, view), factReports(id, resource, view, 'webhook')])
        for (const report of reports)
          if (!report.path || !isMisspelled(report.resource, report.path, violations, fieldSynonyms)) yield report;
    },
  });
}
