import type { ScalarNode } from '../syntax/node.ts';
import type { TextChange } from '../text/span.ts';

/**
 * Returns the change that replaces the value of a scalar and keeps its quotes. Undefined for a block scalar, whose lines a
 * single value cannot replace.
 */
export function writeScalar(node: ScalarNode, value: string | number | boolean): TextChange | undefined {
  if (node.style === 'literal' || node.style === 'folded') return undefined;
  return { span: node.span, newText: scalarText(value, node.style) };
}

/** Returns a value as YAML: with the requested quotes, or plain if that is parsed as the same value. */
export function scalarText(value: string | number | boolean, style: ScalarNode['style'] = 'plain'): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'single' && !SPECIAL.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return style === 'double' || !isPlainString(value) ? doubleQuoted(value) : value;
}

/** Returns a value in double quotes, for YAML 1.1 and JSON. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(ESCAPED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Line breaks of YAML 1.1, which quotes would fold, and characters that YAML 1.1 does not allow. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const SPECIAL = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
/** The same characters, except what JSON escapes. */
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Matches texts that start with a letter, addresses and versions. No YAML 1.1 parser reads them as a number, a date, a
 * boolean or YAML syntax, not even in a flow collection.
 */
function isPlainString(value: string): boolean {
  if (/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(value) || /: | #|[: ]$/.test(value)) return false;
  return (
    /^[A-Za-z/][\w./:@+=() -]*$/.test(value) ||
    /^\d+(\.\d+){2,}(\/\d+)?$/.test(value) ||
    /^\d+\.\d+[a-z]{2}$/.test(value)
  );
}
