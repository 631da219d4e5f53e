import type { Fix } from '../../findings/finding.ts';
import { nearestTo } from '../../text/similar-names.ts';
import { defineRule, type IgnoredRules, type TextReport } from '../rule.ts';

export const unknownRule = defineRule({
  id: 'unknown-rule',
  severity: 'hint',
  effect: 'advice',
  by: 'schema',
  summary: 'A suppression comment names an unknown or renamed rule.',

  *checkIgnored(ignored) {
    const { known, renamed, names, suppressions, document } = ignored;
    for (const { id, span } of names) {
      if (known.has(id)) continue;
      const current = renamed.get(id);
      if (current !== undefined) {
        yield {
          span,
          message: `Rule "${id}" was renamed to "${current}".`,
          fixes: [rename(ignored, span, current, true)],
        };
        continue;
      }
      const near = nearestTo(id, known);
      const question = near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`;
      yield {
        span,
        message: `Unknown rule "${id}": this comment has no effect.${question}`,
        fixes: near.slice(0, 1).map((name) => rename(ignored, span, name)),
      };
    }
    for (const { rules, comment } of suppressions)
      if (rules.length === 0) yield nameless(comment, document.text.slice(comment.start, comment.end));
  },
});

function nameless(span: TextReport['span'], text: string): TextReport {
  const command = /kamaji-metal3:\s*([\w-]*)/.exec(text)?.[1] ?? '';
  const what = /^ignore(-document|-file)?$/.test(command)
    ? 'This comment names no rule and has no effect.'
    : `Unknown command "${command}" in a comment.`;
  return {
    span,
    message: `${what} Use kamaji-metal3: ignore RULE for one place, ignore-document RULE or ignore-file RULE. The name of the rule is shown with each finding.`,
  };
}

function rename({ uri, document }: IgnoredRules, span: TextReport['span'], name: string, certain = false): Fix {
  return { title: `Change to ${name}`, edits: [{ uri, document, change: { span, newText: name } }], certain };
}
