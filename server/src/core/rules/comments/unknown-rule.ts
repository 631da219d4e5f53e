import type { Fix } from '../../findings/finding.ts';
import { nearestTo } from '../../text/edit-distance.ts';
import { defineRule, type Ignored, type TextReport } from '../rule.ts';

export const unknownRule = defineRule({
  id: 'unknown-rule',
  severity: 'hint',
  effect: 'advice',
  by: 'schema',
  summary: 'A comment that ignores rules names one that does not exist, so it ignores nothing.',

  *checkIgnored(ignored) {
    const { known, names, suppressions, document } = ignored;
    for (const { id, span } of names) {
      if (known.has(id)) continue;
      const near = nearestTo(id, known);
      const question = near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`;
      yield {
        span,
        message: `No rule is called "${id}", so this ignores nothing.${question}`,
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
    ? 'This names no rule, so it ignores nothing.'
    : `"${command}" is nothing that a comment can ask for.`;
  return {
    span,
    message: `${what} Write kamaji-metal3: ignore RULE for one place, ignore-document RULE or ignore-file RULE; the name of a rule stands behind its message.`,
  };
}

function rename({ uri, document }: Ignored, span: TextReport['span'], name: string): Fix {
  return { title: `Change to ${name}`, edits: [{ uri, document, change: { span, newText: name } }], certain: false };
}
