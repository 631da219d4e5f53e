import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { diagnoseDeepLine, diagnoseIndentation } from './diagnose-indentation.ts';
import { quoteValue } from './quote-value.ts';
import type { Hypothesis } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses a line that should be `key: value` but is not: a colon, a space or a dash is missing. */
export function* diagnoseKeyLine(lines: TextLines, line: number, isList = false): Generator<Hypothesis> {
  const content = lines.content(line).slice(0, LONGEST);
  const start = lines.contentStart(line);
  yield* missingSpaceAfterDash(content, start, isList);
  yield* missingSpaceAfterColon(content, start);
  yield* commaAfterColon(content, start);
  yield* wrongSeparator(content, start);
  yield* missingColon(lines, line, content, start);
}

/** The rest of longer lines is ignored, so that the expressions below stay cheap. */
const LONGEST = 1000;

function* missingSpaceAfterDash(content: string, start: number, isList: boolean): Generator<Hypothesis> {
  if (!/^-[^\s-]/.test(content)) return;
  if (!isList && !/^-[\w"']/.test(content)) return;
  yield {
    span: span(start, start + 2),
    code: 'missing-space',
    message: 'Missing space after "-". Without it, the dash is part of the text.',
    fixes: [{ title: 'Add a space after "-"', changes: [insert(start + 1, ' ')], certain: true }],
  };
}

function* missingSpaceAfterColon(content: string, start: number): Generator<Hypothesis> {
  const match = /^(["']?)([\w./-]+)\1[ \t]*:(?=\u00a0|[^\s/,\]}])(\u00a0?)/.exec(content);
  if (!match) return;
  const [written, , key = '', space = ''] = match;
  const at = start + written.length;
  const word = /^\S*/.exec(content.slice(written.length))?.[0] ?? '';
  yield {
    span: span(start, at + word.length),
    code: 'missing-space',
    message: `Missing space after ":" of "${key}".${space ? ' A non-breaking space does not count.' : ''}`,
    fixes: [
      {
        title: `Add a space after "${key}:"`,
        changes: [{ span: span(at - space.length, at), newText: ' ' }],
        certain: true,
      },
    ],
  };
}

/** Diagnoses `key:,`. */
function* commaAfterColon(content: string, start: number): Generator<Hypothesis> {
  const match = /^([\w./-]+):,$/.exec(content);
  if (!match) return;
  const at = start + match[0].length - 1;
  yield {
    span: span(at, at + 1),
    code: 'unexpected-comma',
    message: `Unexpected "," after "${match[1] ?? ''}:".`,
    fixes: [{ title: 'Remove ","', changes: [{ span: span(at, at + 1), newText: '' }], certain: true }],
  };
}

/** Diagnoses `key = value`, and characters that look like a colon. */
function* wrongSeparator(content: string, start: number): Generator<Hypothesis> {
  const match = /^([\w./-]+)([ \t]*)(=|[;\uff1a\ufe55\u2236](?=\s|$))[ \t]*/.exec(content);
  if (!match) return;
  const [written, key = '', spacing = '', separator = ''] = match;
  const at = start + key.length + spacing.length;
  yield {
    span: span(at, at + 1),
    code: 'wrong-separator',
    message: `Unexpected "${separator}" after "${key}": a key is followed by ":" and a space.`,
    fixes: [
      {
        title: `Replace "${separator}" with ":"`,
        changes: [{ span: span(start + key.length, start + written.length), newText: ': ' }],
        certain: true,
      },
    ],
  };
}

function* missingColon(lines: TextLines, line: number, content: string, start: number): Generator<Hypothesis> {
  if (lines.key(line) !== undefined) return;
  const match = /^("[^"]*"|'[^']*'|[\w./-]*\w[\w./-]*)(?=[ \t]|$)/.exec(content);
  if (!match) return;
  const [key] = match;
  const hasMore = content.length > key.length;
  const end = start + key.length;
  yield {
    span: span(start, end),
    code: 'missing-colon',
    message: `Missing ":" after "${key.replace(/^["']|["']$/g, '')}".`,
    fixes: [
      {
        title: `Add ":" after "${key.replace(/^["']|["']$/g, '')}"`,
        changes: [insert(end, ':')],
        certain: hasMore || lines.indent(line + 1) > lines.indent(line),
      },
    ],
  };
}

/** Diagnoses a colon where the library allows no key: after another value, or on the second line of a value. */
export function* diagnoseUnexpectedColon(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const line = lines.at(fault.at);
  const start = lines.contentStart(line);
  const before = lines.text.slice(start, fault.at);
  if (/^-[{[]/.test(before)) return yield* missingSpaceAfterDash(before, start, true);
  const outer = /^("[^"]*"|'[^']*'|[^\s:"'#]+):[ \t]+/.exec(before);
  if (outer) return yield* twoKeys(lines, line, fault, start + outer[0].length, outer[1] ?? '');
  if (before.length > 1000)
    yield {
      span: span(start, start + 40),
      code: 'long-key',
      message: 'A key cannot be longer than 1024 characters.',
    };
  yield* diagnoseKeyLine(lines, line);
  const above = lines.above(line);
  if (above < 0) return;
  const isDeeper = lines.indent(line) > lines.column(above);
  const isList = fault.blocks.at(-1)?.kind === 'sequence';
  yield* missingSpaceAfterDash(lines.content(above).slice(0, LONGEST), lines.contentStart(above), isList);
  if (lines.key(above) === undefined) yield* diagnoseKeyLine(lines, above, isList);
  // A multi-line value, whose key is further up.
  else if (isDeeper) yield* diagnoseDeepLine(lines, line, above);
  const first = lines.at(fault.previous);
  if (first < above) yield* diagnoseValueOverLines(lines, first, line);
  yield* diagnoseIndentation(lines, fault);
}

/** Diagnoses a plain value over the lines from the key to the one before `line`, any of which may lack a colon. */
function* diagnoseValueOverLines(lines: TextLines, first: number, line: number): Generator<Hypothesis> {
  for (let each = first, seen = 0; each < line && seen < 4; each++, seen++)
    if (lines.hasContent(each) && lines.key(each) === undefined) yield* diagnoseKeyLine(lines, each);
  if (lines.key(first) !== undefined) yield* diagnoseDeepLine(lines, line, first);
}

function* twoKeys(lines: TextLines, line: number, { at }: Fault, value: number, outer: string): Generator<Hypothesis> {
  const inner = lines.text.slice(value, at);
  const isWord = /^[\w./-]+$/.test(inner);
  // A quoted map would be a string where a map is expected.
  const isProse = /\S[ \t]+\S/.test(
    lines.text.slice(at + 1, lines.contentStart(line) + lines.content(line).length).trim(),
  );
  const quote = quoteValue(lines, value);
  const joined = inner.slice(0, 500);
  const [, first = '', second] =
    /^(.*\S)[ \t]{2,}([\w./-]+)$/.exec(joined) ?? (isJoined(lines, joined) ? (TWO_WORDS.exec(joined) ?? []) : []);
  if (second !== undefined) {
    const isApart = inner.length - first.length - second.length > 1;
    const start = at - second.length;
    const newText = `${lines.lineBreak}${' '.repeat(lines.column(line))}`;
    yield {
      span: span(start, at),
      code: 'two-keys',
      message: `Two keys on one line: "${outer}" and "${second}". Put "${second}" on its own line${isApart ? '' : ', or quote the value'}.`,
      fixes: [
        {
          title: `Move "${second}" to its own line`,
          changes: [{ span: span(value + first.length, start), newText }],
          certain: false,
        },
        ...(quote && !isApart ? [quote] : []),
      ],
    };
  } else if (/^["'[{]/.test(inner))
    yield {
      span: span(at, at + 1),
      code: 'text-after-value',
      message: `Unexpected ":" after the value of "${outer}".`,
    };
  else if (isWord) {
    const newText = `${lines.lineBreak}${' '.repeat(lines.column(line) + 2)}`;
    yield {
      span: span(value, at),
      code: 'two-keys',
      message: `Two keys on one line: "${outer}" and "${inner}". Put "${inner}" on its own line, or quote the value.`,
      fixes: [
        {
          title: `Move "${inner}" to its own line`,
          changes: [{ span: span(blanksBefore(lines.text, value), value), newText }],
          certain: false,
        },
        ...(quote && isProse ? [quote] : []),
      ],
    };
  } else {
    const [, word = '', key] = TWO_WORDS.exec(joined) ?? [];
    const place = value + word.length;
    const move = {
      title: `Move "${key ?? ''}" to its own line`,
      changes: [{ span: span(place, place + 1), newText: `${lines.lineBreak}${' '.repeat(lines.column(line))}` }],
      certain: false,
    };
    yield {
      span: span(value, lines.contentStart(line) + lines.content(line).length),
      code: 'unquoted-colon',
      message: `The value of "${outer}" contains ": ". Quote the value.`,
      ...(quote ? { fixes: key === undefined ? [{ ...quote, certain: true }] : [quote, move] } : {}),
    };
  }
}

const TWO_WORDS = /^([^\s"'[{]+) ([a-zA-Z]+)$/;

/** Returns true if a text is a value and a key rather than two words: `40% nodeStartupTimeout`, `sha256 format`. */
function isJoined(lines: TextLines, text: string): boolean {
  const [, value = '', key] = TWO_WORDS.exec(text) ?? [];
  if (key === undefined) return false;
  return /\d/.test(value) || /[a-z][A-Z]/.test(key) || new RegExp(`^ *(- )?${key}:`, 'm').test(lines.text);
}

function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function insert(at: number, newText: string) {
  return { span: span(at, at), newText };
}
