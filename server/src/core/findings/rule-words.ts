import type { Severity } from './finding.ts';

/** What a rule says of itself, to whoever leaves it out. */
export interface RuleWords {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
}
