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
  if (style === 'single') return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double' || !isPlainString(value)) return JSON.stringify(value);
  return value;
}

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
