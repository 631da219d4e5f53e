import type { SyntaxProblem } from '../../syntax/parse-document.ts';
import { type Span, span } from '../../text/span.ts';
import { defineRule, type TextReport } from '../rule.ts';

/**
 * Not judged: documents of other groups, texts that something renders before anybody reads them as YAML (Helm, jinja,
 * clusterctl variables), and documentation that leaves lines out (`...`). Another extension may report YAML's own
 * errors too; then this rule is switched off.
 */
export const unreadableYaml = defineRule({
  id: 'unreadable-yaml',
  severity: 'error',
  effect: 'refused',
  by: 'schema',
  summary: 'The document is not YAML, so nothing in it can be applied.',

  *checkText({ text, parsed }) {
    if (!OURS.test(text) || TEMPLATE.test(text)) return;
    // What follows the first problem is often its echo.
    const [first] = parsed.problems;
    if (first) yield reportOf(text, first);
  },
});

function reportOf(text: string, { span: where, code, message }: SyntaxProblem): TextReport {
  const opened = /^Flow (map|sequence)/.exec(message)?.[1];
  if (opened !== undefined) {
    const bracket = opened === 'map' ? '{' : '[';
    const start = text.lastIndexOf(bracket, where.start);
    return {
      span: start < 0 ? where : span(start, start + 1),
      message: `The ${bracket} here is not closed on its lines, so the document cannot be read. Close it with ${opened === 'map' ? '}' : ']'}.`,
    };
  }
  const label = code === 'BAD_INDENT' ? labelWithoutParent(text, where.start) : undefined;
  if (label) return { span: label, message: LABEL_WITHOUT_PARENT };
  const glued = code === 'MULTILINE_IMPLICIT_KEY' ? keyWithoutBlank(text, where.start) : undefined;
  if (glued) return glued;
  return { span: where, message: MESSAGES[code] ?? `${message}. Nothing of it can be applied.`.replace('..', '.') };
}

/** `kind:Machine`: one word to YAML, which goes on in the line below, where the next key is. */
function keyWithoutBlank(text: string, from: number): TextReport | undefined {
  const match = /^([\w.-]+):[^\s:/]\S*/.exec(text.slice(from));
  if (!match) return undefined;
  const [word, key] = match;
  return {
    span: span(from, from + word.length),
    message: `No blank stands behind the colon of ${key}, so this is one word and no key, and the document cannot be read. Write "${key}: ".`,
  };
}

/** A key with a prefix, as labels and annotations have, that stands first in `metadata`: its own parent got lost. */
function labelWithoutParent(text: string, before: number): Span | undefined {
  const match = /^metadata:[^\S\n]*\n(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]+([\w.-]+\.[\w.-]+\/[\w.-]+):/dm.exec(
    text.slice(0, before),
  );
  const [start, end] = match?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? undefined : span(start, end);
}

const LABEL_WITHOUT_PARENT =
  'This looks like a label or an annotation, and stands where the fields of metadata begin, so the lines below it fit nowhere and the document cannot be read. Write labels: or annotations: above it.';

const OURS = /(cluster\.x-k8s\.io|metal3\.io|kamaji\.clastix\.io)\//;
const TEMPLATE = /\{\{|\{%|\$\{|^\s*(\[\.\.\.\]|\.{4,}|\s\.\.\.)/m;

/** The YAML library's codes in our words. */
const MESSAGES: Readonly<Record<string, string>> = {
  BAD_ALIAS:
    'No anchor before this place has that name, so the document cannot be read. Write the value out, or add the anchor.',
  BAD_SCALAR_START:
    'A value cannot begin with this character unless it stands in quotes, so the document cannot be read. Quote the value.',
  BAD_INDENT:
    'This line is indented unlike its neighbours, so it belongs to nothing and the document cannot be read. Align it with the keys it stands among.',
  BLOCK_AS_IMPLICIT_KEY:
    'Two keys stand on one line, so the document cannot be read. Put the second on a line of its own.',
  BLOCK_IN_FLOW:
    'A block cannot stand between braces or brackets, so the document cannot be read. Close them first, or write the value inline.',
  MISSING_CHAR:
    'A quote is opened and not closed before here, or a colon or dash lacks its blank, so the document cannot be read.',
  MULTILINE_IMPLICIT_KEY:
    'A key goes over more than one line, so the document cannot be read. Often the line before lacks its colon.',
  TAB_AS_INDENT: 'A tab stands where YAML wants blanks, so the document cannot be read. Replace it by spaces.',
  UNEXPECTED_TOKEN:
    'Nothing can stand here, so the document cannot be read. Look for a missing colon, quote or dash before it.',
};
