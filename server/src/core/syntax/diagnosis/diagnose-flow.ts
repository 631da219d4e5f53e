import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses an open bracket or brace: it is not closed, is closed by the other kind, or a comma is missing in it. */
export function* diagnoseFlow(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { text } = lines;
  const { start, at } = fault;
  const open = text[start] ?? '[';
  const close = open === '{' ? '}' : ']';
  const other = close === '}' ? ']' : '}';
  const isOnLine = lines.at(start) === lines.at(at) && at < text.length;
  if (text[at] === other)
    yield {
      span: span(at, at + 1),
      code: 'wrong-bracket',
      message: `Unexpected "${other}": the "${open}" before it is closed with "${close}".`,
      fixes: [
        { title: `Replace with "${close}"`, changes: [{ span: span(at, at + 1), newText: close }], certain: false },
      ],
    };
  if (isOnLine) yield* questionMark(lines, fault);
  if (isOnLine) yield* missingComma(text, fault, open);
  yield unclosed(lines, fault, open, close);
}

/** Diagnoses a URL such as `http://host?query` between brackets, where the question mark starts a key. */
function* questionMark(lines: TextLines, { at, start, previous }: Fault): Generator<Hypothesis> {
  const { text } = lines;
  const mark = text[at] === '?' ? at : text[previous] === '?' ? previous : undefined;
  if (mark === undefined || /[\s[{,]/.test(text[mark - 1] ?? ' ')) return;
  let from = mark;
  while (from > start + 1 && !/[,[{\s]/.test(text[from - 1] ?? '')) from--;
  let end = mark;
  while (end < lines.end(lines.at(mark)) && !/[,\]}\s]/.test(text[end] ?? '')) end++;
  yield {
    span: span(from, end),
    code: 'unquoted-character',
    message: 'A value between brackets or braces cannot contain "?" unless it is quoted.',
    fixes: [
      {
        title: 'Quote the value',
        changes: [{ span: span(from, end), newText: `"${text.slice(from, end)}"` }],
        certain: true,
      },
    ],
  };
}

function* missingComma(text: string, { at, start, previous }: Fault, open: string): Generator<Hypothesis> {
  // `{a: 1 b: 2}`: the fault is at the colon, and the comma belongs before the word that precedes it.
  const begin = text[at] === ':' ? (/[\w./"'-]+$/.exec(text.slice(Math.max(start, at - 200), at))?.[0].length ?? 0) : 0;
  const word = at - begin;
  if (word <= start + 1 || word < previous) return;
  let end = word;
  while (/\s/.test(text[end - 1] ?? '')) end--;
  yield {
    span: span(word, Math.max(at, word + 1)),
    code: 'missing-comma',
    message: `Missing "," between the ${open === '{' ? 'entries' : 'items'}.`,
    fixes: [{ title: 'Add ","', changes: [{ span: span(end, word), newText: ', ' }], certain: true }],
  };
}

function unclosed(lines: TextLines, { start, at }: Fault, open: string, close: string): Hypothesis {
  const line = lines.at(start);
  const fixes: SyntaxFix[] = [];
  const title = `Add "${close}"`;
  // A bracket before a single value may be a mistake itself.
  const isList = /^.[ \t]*$|,|:[ \t]|\//.test(lines.text.slice(start, Math.min(lines.end(line), start + 1000)));
  const add = (end: number) => {
    if (end > start && !fixes.some(({ changes }) => changes[0]?.span.start === end))
      fixes.push({ title, changes: [{ span: span(end, end), newText: close }], certain: isList });
  };
  const contentEnd = (each: number) => lines.contentStart(each) + lines.content(each).length;
  add(contentEnd(line));
  add(contentEnd(lines.above(lines.at(at))));
  add(contentEnd(lines.at(at)));
  const remove = [{ span: span(start, start + 1), newText: '' }];
  if (!isList) fixes.push({ title: `Remove "${open}"`, changes: remove, certain: false });
  return {
    span: span(start, start + 1),
    code: 'unclosed-bracket',
    message: `Missing "${close}": "${open}" is not closed.`,
    fixes,
  };
}

/** Diagnoses a bracket, brace or comma where a value or key should be. */
export function* diagnoseUnexpectedIndicator(lines: TextLines, { at, brackets }: Fault): Generator<Hypothesis> {
  const { text } = lines;
  const letter = text[at] ?? '';
  if (letter === ',' && brackets.length > 0)
    yield {
      span: span(at, at + 1),
      code: 'empty-item',
      message: 'Unexpected ",": there is no value before it.',
      fixes: [{ title: 'Remove ","', changes: [{ span: span(at, at + 1), newText: '' }], certain: true }],
    };
  else if (letter === ']' || letter === '}' || letter === ',') {
    const open = letter === ']' ? '[' : '{';
    const isAtEnd = /^[ \t]*$/.test(text.slice(at + 1, lines.end(lines.at(at))));
    yield {
      span: span(at, at + 1),
      code: 'unexpected-bracket',
      message:
        letter === ','
          ? 'A value cannot start with "," unless it is quoted.'
          : `Unexpected "${letter}": no "${open}" is open here.`,
      fixes: [
        {
          title: `Remove "${letter}"`,
          changes: [{ span: span(isAtEnd ? spacesAt(text, at) : at, at + 1), newText: '' }],
          certain: false,
        },
      ],
    };
  } else if (letter === '-' && brackets.length > 0)
    yield {
      span: span(at, at + 1),
      code: 'item-in-brackets',
      message: 'Unexpected "-": between brackets, items are separated by ",".',
    };
}

/** Diagnoses text after the closing bracket or brace of a value. */
export function* diagnoseTextAfterBracket(lines: TextLines, { at, brackets }: Fault): Generator<Hypothesis> {
  const line = lines.at(at);
  const before = lines.text.slice(lines.start(line), at).trimEnd();
  const close = before.at(-1) ?? '';
  if (brackets.length > 0 || !/[\]}]/.test(close)) return;
  const end = lines.contentStart(line) + lines.content(line).length;
  yield {
    span: span(at, Math.max(end, at + 1)),
    code: 'text-after-value',
    message: `Unexpected text after the closing "${close}".`,
    isCertain: true,
  };
}

function spacesAt(text: string, offset: number): number {
  let start = offset;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  return start;
}
