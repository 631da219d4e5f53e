import type { Fix } from '../../findings/finding.ts';
import type { Suppression } from '../../findings/suppression.ts';
import { type Span, span } from '../../text/span.ts';
import { defineRule, type IgnoredName, type IgnoredRules } from '../rule.ts';

/** Documents with syntax errors are not checked: their findings are unknown. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  severity: 'hint',
  effect: 'advice',
  by: 'schema',
  summary: 'A suppression comment that suppresses no finding.',

  *checkIgnored(ignored) {
    if (ignored.document.parsed.problems.length > 0) return;
    for (const name of ignored.names)
      if (!name.isUsed && ignored.known.has(name.id))
        yield {
          span: name.span,
          message: `Unused comment: ${name.id} reports nothing ${WHERE[name.suppression.scope]}.`,
          fixes: [remove(ignored, name)],
        };
  },
});

const WHERE: Readonly<Record<Suppression['scope'], string>> = {
  here: 'here',
  document: 'in this document',
  file: 'in this file',
};

/** Removes the name, or the comment if it names no other rule, with its line if nothing else is on it. */
function remove({ uri, document }: IgnoredRules, { suppression, span: own, id }: IgnoredName): Fix {
  const { rules, comment } = suppression;
  const index = rules.findIndex(({ span: each }) => each.start === own.start);
  const [before, after] = [rules[index - 1], rules[index + 1]];
  const where = after
    ? span(own.start, after.span.start)
    : before
      ? span(before.span.end, own.end)
      : withSpace(document.text, comment);
  return {
    title: rules.length === 1 ? 'Remove the comment' : `Remove ${id} from the comment`,
    edits: [{ uri, document, change: { span: where, newText: '' } }],
    certain: false,
  };
}

function withSpace(text: string, { start, end }: Span): Span {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  const isOwnLine = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  const lineEnd = isOwnLine ? (/^(\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0].length ?? 0) : 0;
  return span(from, end + lineEnd);
}
