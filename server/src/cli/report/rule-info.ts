import type { Actor, Effect, ReleaseRange, Rule, Severity } from '../../core/index.ts';
import { bundledFixable, bundledPages } from '../../node/rule-pages.ts';
import { REGISTRY } from '../../providers/index.ts';

/** What reports and the `rules` command contain about a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Empty for every kind. */
  readonly kinds: readonly string[];
  /** Empty for every release. */
  readonly releases: readonly ReleaseRange[];
  /** True if some of its findings have a fix. */
  readonly fixable: boolean;
  readonly summary: string;
  /** Markdown; begins with the summary. */
  readonly documentation: string;
  readonly url: string;
}

export const PROJECT_URL = 'https://github.com/kamaji-metal3/kamaji-metal3';

export function ruleUrl(id: string): string {
  return `${PROJECT_URL}/blob/main/docs/rules.md#${id}`;
}

/** Returns Markdown whose links to pages of other rules are absolute. */
export function withRuleUrls(markdown: string): string {
  return markdown.replace(/\]\(([\w-]+)\.md\)/g, (_, id: string) => `](${ruleUrl(id)})`);
}

/** Returns the given rules in alphabetical order, each once. */
export function ruleInfos(ids: Iterable<string> = REGISTRY.rules.map(({ id }) => id)): readonly RuleInfo[] {
  const pages = bundledPages();
  const fixable = bundledFixable();
  const rules = new Map([...REGISTRY.rules, CONFIGURATION].map((rule) => [rule.id, rule]));
  return [...new Set(ids)].sort().flatMap((id) => {
    const rule = rules.get(id);
    if (!rule) return [];
    const { severity, effect, by, on = [], releases = [], summary } = rule;
    const kinds = [...new Set(on.map(({ kind }) => kind))];
    const info = { id, severity, effect, by, kinds, releases, summary };
    return [{ ...info, fixable: fixable.has(id), documentation: withRuleUrls(pages[id] ?? summary), url: ruleUrl(id) }];
  });
}

/** Findings in configuration files have no rule in the core. */
const CONFIGURATION: Rule = {
  id: 'configuration',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  summary: 'A configuration file contains an unknown setting or an invalid value.',
};
