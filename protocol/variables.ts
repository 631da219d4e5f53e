import type { DocumentParams, Range } from './locations.ts';
import type { RequestMethod } from './method.ts';

/** Requests the variables (`${NAME}`) of a clusterctl template. */
export const VARIABLES: RequestMethod<DocumentParams, VariablesResult> = 'kamajiMetal3/variables';

/** First those without a default, then by name. */
export type VariablesResult = readonly TemplateVariable[];

export interface TemplateVariable {
  readonly name: string;
  /** Absent if the template has no default, so that a value is required. */
  readonly default?: string;
  /** Defaults of later uses that differ. */
  readonly otherDefaults: readonly string[];
  /** Every use. There is at least one. */
  readonly ranges: readonly Range[];
}
