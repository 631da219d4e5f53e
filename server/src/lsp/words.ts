import type { Descriptions, Snippet, Usage } from '../core/index.ts';

/** What completion and hover draw on beside the schemas. */
export interface Words {
  readonly descriptions: Descriptions;
  readonly usage: Usage;
  readonly snippets: readonly Snippet[];
  /** What each rule's page says before its examples, by the rule's id. */
  readonly pages: Readonly<Record<string, string>>;
}
