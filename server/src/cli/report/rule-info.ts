import { RULES, type Severity } from '../../core/index.ts';
import { bundledPages } from '../../node/rule-pages.ts';

/** What a machine-readable report contains about a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  /** Markdown. */
  readonly help: string;
  readonly url: string;
}

export const PROJECT_URL = 'https://github.com/kamaji-metal3/kamaji-metal3';

/** The metadata of rules, in alphabetical order. */
export function ruleInfos(ids: Iterable<string>): readonly RuleInfo[] {
  const pages = bundledPages();
  const rules = new Map(RULES.map((rule) => [rule.id, rule]));
  return [...new Set(ids)].sort().map((id) => {
    const { severity, summary } = rules.get(id) ?? { severity: 'warning' as const, summary: SUMMARIES[id] ?? id };
    return { id, severity, summary, help: pages[id] ?? summary, url: ruleUrl(id) };
  });
}

export function ruleUrl(id: string): string {
  return `${PROJECT_URL}/blob/main/docs/rules.md#${id}`;
}

/** Findings that no rule produces. */
const SUMMARIES: Readonly<Record<string, string>> = {
  configuration: 'A configuration file contains an unknown setting or an invalid value.',
};
