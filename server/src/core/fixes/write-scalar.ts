import type { ScalarNode } from '../syntax/node.ts';
import type { TextChange } from '../text/span.ts';

/**
 * Puts another value in the place of a scalar and keeps how it is written: the quotes, and everything around it.
 * Undefined for a block scalar, whose lines no single value can replace.
 */
export function writeScalar(node: ScalarNode, value: string | number | boolean): TextChange | undefined {
  if (node.style === 'literal' || node.style === 'folded') return undefined;
  return { span: node.span, newText: scalarText(value, node.style) };
}

/** A value as YAML: in the quotes that are asked for, plain where that reads back as the same value. */
export function scalarText(value: string | number | boolean, style: ScalarNode['style'] = 'plain'): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'single') return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double' || !isPlainString(value)) return JSON.stringify(value);
  return value;
}

/**
 * Letters to begin with, an address or a version: nothing that any reader of YAML 1.1 takes for a number, a date or a
 * boolean, nor for something of YAML's own, in a flow collection as well.
 */
function isPlainString(value: string): boolean {
  if (/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(value) || /: | #|[: ]$/.test(value)) return false;
  return (
    /^[A-Za-z/][\w./:@+=() -]*$/.test(value) ||
    /^\d+(\.\d+){2,}(\/\d+)?$/.test(value) ||
    /^\d+\.\d+[a-z]{2}$/.test(value)
  );
}
