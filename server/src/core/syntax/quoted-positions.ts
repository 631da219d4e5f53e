import { ESCAPES } from './go-yaml/scan-escape.ts';

/**
 * Returns the position in the source of each character of a scalar in quotes, and of its end; undefined if the source is
 * not read as the text. `source` is what is between the quotes.
 *
 * Source: YAML 1.1, 5.7 (escapes) and 9.1 (folding).
 */
export function quotedPositions(
  source: string,
  text: string,
  style: 'single' | 'double',
): readonly number[] | undefined {
  const positions: number[] = [];
  const parts: string[] = [];
  const tokens = [...source.matchAll(TOKENS[style])];
  for (const [position, { 0: token, index }] of tokens.entries()) {
    const isBeforeBreak = /^\r?\n/.test(tokens[position + 1]?.[0] ?? '');
    if (isBeforeBreak && token.trim() === '' && !token.includes('\n')) continue;
    const value = textOf(token, style);
    for (let at = 0; at < value.length; at++) positions.push(value === token ? index + at : index);
    parts.push(value);
  }
  positions.push(source.length);
  return parts.join('') === text ? positions : undefined;
}

/** An escape, line breaks with the spaces after them, spaces, or another character. */
const TOKENS = {
  single: /''|\r?\n(?:[ \t]*\r?\n)*[ \t]*|[ \t]+|[^' \t\r\n]+|[\s\S]/g,
  double:
    /\\\r?\n[ \t]*|\\x[\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8}|\\[\s\S]|\r?\n(?:[ \t]*\r?\n)*[ \t]*|[ \t]+|[^\\ \t\r\n]+|[\s\S]/g,
};

function textOf(token: string, style: 'single' | 'double'): string {
  if (style === 'single' && token === "''") return "'";
  if (style === 'double' && token.startsWith('\\')) return textOfEscape(token);
  if (!token.includes('\n')) return token;
  const breaks = token.split('\n').length - 1;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function textOfEscape(token: string): string {
  const letter = token[1] ?? '';
  if (letter === '\n' || letter === '\r') return '';
  if (token.length === 2) return ESCAPES[letter] ?? letter;
  const code = Number.parseInt(token.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
