import type { ScalarNode } from '../syntax/node.ts';
import type { TextChange } from '../text/span.ts';

/** Returns the change that replaces the value of a scalar and keeps its quotes. Undefined for a block scalar. */
export function writeScalar(node: ScalarNode, value: string | number): TextChange | undefined {
  if (node.style === 'literal' || node.style === 'folded') return undefined;
  return { span: node.span, newText: scalarText(value, node.style) };
}

/** Returns a value as YAML in the given quotes; plain only if YAML reads back the same value. */
export function scalarText(value: string | number, style: ScalarNode['style'] = 'plain'): string {
  if (typeof value === 'number') return String(value);
  if (style === 'single') return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double' || !isPlainString(value)) return JSON.stringify(value);
  return value;
}

/**
 * True for text that starts like a word, an address or a version, and that no YAML 1.1 parser reads as a number, date,
 * boolean or syntax, also within flow collections.
 */
function isPlainString(value: string): boolean {
  if (/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(value) || /: | #|[: ]$/.test(value)) return false;
  return (
    /^[A-Za-z/][\w./:@+=() -]*$/.test(value) ||
    /^\d+(\.\d+){2,}(\/\d+)?$/.test(value) ||
    /^\d+\.\d+[a-z]{2}$/.test(value)
  );
}
