import type { Severity } from './finding.ts';

/** The description of a rule, for completion and hover in suppression comments. */
export interface RuleDescription {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
}
