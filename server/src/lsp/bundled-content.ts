import type { Descriptions, Snippet, Usage } from '../core/index.ts';

/** The texts and data that completion and hover use in addition to the schemas. */
export interface BundledContent {
  readonly descriptions: Descriptions;
  readonly usage: Usage;
  readonly snippets: readonly Snippet[];
  /** The text of each rule's page before its examples, by the id of the rule. */
  readonly pages: Readonly<Record<string, string>>;
}
