import { span } from '../../text/span.ts';
import type { SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Returns the fix that quotes the rest of a line from an offset on, without a trailing comment. */
export function quoteValue(lines: TextLines, from: number): SyntaxFix | undefined {
  const line = lines.at(from);
  const end = lines.contentStart(line) + lines.content(line).length;
  const value = lines.text.slice(from, end);
  if (value.trim() === '') return undefined;
  const quoted = value.includes('"') || value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
  return { title: 'Quote the value', changes: [{ span: span(from, end), newText: quoted }], certain: false };
}
