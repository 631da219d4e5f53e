import type { StreamState } from '../split-stream.ts';
import type { Fault } from './fault.ts';

/**
 * Returns why kubectl does not read the document that a text contains. kubectl splits a file at lines that start with
 * `---`, passes each part to the library, and uses only the first document of a part. Source: YAMLReader of
 * k8s.io/apimachinery v0.31 to v0.36.
 */
export function findSeparatorFault(
  text: string,
  before: StreamState,
): Pick<Fault, 'code' | 'at' | 'start' | 'end'> | undefined {
  // The library skips the first characters of lines if a byte order mark follows the one that declares the encoding.
  if (text.startsWith('\ufeff\ufeff')) return { code: 'control-character', at: 1, start: 1, end: 2 };
  const separator = TEXT_AFTER_SEPARATOR.exec(text);
  if (separator) {
    const [line, marker = ''] = separator;
    const start = separator.index + (line.startsWith('\n') ? 1 : 0);
    const end = separator.index + line.length;
    return { code: 'text-after-separator', at: start + marker.length, start, end };
  }
  if (before !== 'ended') return undefined;
  // What follows a `...` belongs to the same part as the document before it. Documentation omits lines with `...`: then
  // no object follows.
  if (!/^apiVersion:/m.test(text) || !/^kind:/m.test(text)) return undefined;
  const content = firstContent(text);
  if (content === undefined || (text.startsWith('---', content) && (content === 0 || text[content - 1] === '\n')))
    return undefined;
  const [word = ''] = /^\S+/.exec(text.slice(content)) ?? [];
  return { code: 'content-after-end-marker', at: content, start: content, end: content + word.length };
}

/** The marker with the spaces after it, and the text to the end of the line. */
const TEXT_AFTER_SEPARATOR = /(?:^|\n)(---(?:[^\S\n]|\x85)*)[^\s\x85#][^\r\n]*/;

/** Returns the offset of the first text that is not a comment or directive. */
function firstContent(text: string): number | undefined {
  for (let line = 0; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const first = text.slice(line, next).search(/\S/);
    if (first >= 0 && text[line + first] !== '#' && !text.startsWith('%', line)) return line + first;
    line = next;
  }
  return undefined;
}

/**
 * Returns the offset after the separator line at which kubectl cuts. A separator on the first line of a file is part of
 * the first document, and directives above a separator are part of its document for the library. A `...` after the
 * separator is not content: kubectl rejects it there, but documentation omits documents with it.
 */
export function startOfContent(text: string, before: StreamState): number {
  const separator = SEPARATOR.exec(text);
  if (!separator) return before === 'ended' ? text.length : 0;
  const above = text.slice(0, separator.index);
  if (before === 'start' && (above === '' || !COMMENTS.test(above))) return 0;
  const start = separator.index + separator[0].length;
  return /^\s*\.\.\.\s*$/.test(text.slice(start)) ? 0 : start;
}

const COMMENTS = /^\ufeff?(?:[ \r]*(?:#[^\r\n\x85\u2028\u2029]*\r?)?\n)*$/;
const SEPARATOR = /(?:^|(?<=\n))---[^\n]*(?:\n|$)/;
