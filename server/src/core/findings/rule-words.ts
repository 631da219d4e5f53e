import type { Severity } from './finding.ts';

/** The summary of a rule that completion and hover in suppression comments show. */
export interface RuleWords {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
}
