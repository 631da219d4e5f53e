import { defineRule } from './rule.ts';

/**
 * Not judged: documents of other groups, texts that something renders before anybody reads them as YAML (Helm, jinja,
 * clusterctl variables), and documentation that leaves lines out (`...`). Another extension may report YAML's own errors too; then this rule is switched off.
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
    if (first)
      yield { span: first.span, message: MESSAGES[first.code] ?? `${first.message} Nothing of it can be applied.` };
  },
});

const OURS = /(cluster\.x-k8s\.io|metal3\.io|kamaji\.clastix\.io)\//;
const TEMPLATE = /\{\{|\{%|\$\{|^\s*(\[\.\.\.\]|\.{4,}|\s\.\.\.)/m;

/** The YAML library's codes in our words. */
const MESSAGES: Readonly<Record<string, string>> = {
  BAD_ALIAS:
    'No anchor before this place has that name, so the document cannot be read. Write the value out, or add the anchor.',
  BAD_INDENT:
    'This line is indented unlike its neighbours, so it belongs to nothing and the document cannot be read. Align it with the keys it stands among.',
  BLOCK_AS_IMPLICIT_KEY:
    'Two keys stand on one line, so the document cannot be read. Put the second on a line of its own.',
  BLOCK_IN_FLOW:
    'A block cannot stand between braces or brackets, so the document cannot be read. Close them first, or write the value inline.',
  MISSING_CHAR:
    'Something that is opened here is not closed, or a colon or dash lacks its blank, so the document cannot be read.',
  MULTILINE_IMPLICIT_KEY:
    'A key goes over more than one line, so the document cannot be read. Often the line before lacks its colon.',
  TAB_AS_INDENT: 'A tab stands where YAML wants blanks, so the document cannot be read. Replace it by spaces.',
  UNEXPECTED_TOKEN:
    'Nothing can stand here, so the document cannot be read. Look for a missing colon, quote or dash before it.',
};
