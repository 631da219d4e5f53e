import type { RuleDescription } from '../findings/rule-description.ts';
import { plainMarkdown } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import type { Hover } from './hover-context.ts';

/** Describes a rule that a suppression comment names: the text of its page, or its summary. */
export function ruleHover(
  { id, span }: { readonly id: string; readonly span: Span },
  rules: readonly RuleDescription[],
  pages: Readonly<Record<string, string>>,
): Hover {
  const rule = rules.find((each) => each.id === id);
  const text = rule
    ? `**${id}** · ${rule.severity}\n\n${pages[id] ?? rule.summary}`
    : `Unknown rule "${plainMarkdown(id)}".`;
  return { span, markdown: text };
}
