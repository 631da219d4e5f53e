import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses a quote that is not closed on its line, so the text up to the next quote is part of the value. */
export function* diagnoseOpenQuote(lines: TextLines, start: number): Generator<Hypothesis> {
  const line = lines.at(start);
  const quote = lines.text[start] ?? '"';
  const end = lines.contentStart(line) + lines.content(line).length;
  if (end <= start || CLOSED.test(lines.text.slice(start, end))) return;
  const remove: SyntaxFix = {
    title: `Remove ${quote}`,
    changes: [{ span: span(start, start + 1), newText: '' }],
    certain: false,
  };
  const problem = (closeAt: number): Hypothesis => ({
    span: span(start, end),
    code: 'unterminated-quote',
    message: `Missing closing ${quote}: the text that begins here does not end on this line.`,
    fixes: [
      {
        title: `Add the closing ${quote}`,
        changes: [{ span: span(closeAt, closeAt), newText: quote }],
        certain: true,
      },
    ],
  });
  // The quote of a key belongs before its colon.
  const key =
    start === lines.contentStart(line) ? /^["'][\w./-]+(?=:[ \t]|:$)/.exec(lines.text.slice(start, end)) : null;
  if (key) yield problem(start + key[0].length);
  // In a flow collection, the quote belongs before the comma or bracket.
  const separator = /[,\]}]/.exec(lines.text.slice(start, end));
  yield problem(end);
  if (separator) yield problem(start + separator.index);
  let brackets = end;
  while (brackets > start + 1 && /[\]}]/.test(lines.text[brackets - 1] ?? '')) brackets--;
  if (brackets < end) yield problem(brackets);
  const isExtra = end - start === 1 && /\S/.test(lines.text[start - 1] ?? ' ');
  const message = isExtra ? { code: 'unexpected-quote', message: `Unexpected ${quote} after the value.` } : {};
  yield { ...problem(end), ...message, fixes: [remove] };
}

/** A complete quoted value. */
const CLOSED = /^("([^"\\]|\\.)*"|'([^']|'')*')$/;

/** Diagnoses text after the closing quote of a value. */
export function* diagnoseTextAfterQuote(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { previous, at } = fault;
  const quote = lines.text[previous] ?? '';
  if (quote !== '"' && quote !== "'") return;
  const line = lines.at(at);
  if (lines.at(previous) < line) return yield* diagnoseOpenQuote(lines, previous);
  const end = lines.contentStart(line) + lines.content(line).length;
  const inner = lines.text.slice(previous + 1, end);
  const problem: Hypothesis = {
    span: span(at, Math.max(end, at + 1)),
    code: 'text-after-value',
    message: `Unexpected text after the closing ${quote}.`,
  };
  if (at > closing(lines.text, at, quote) + 1 || !inner.endsWith(quote)) {
    if (inner.endsWith(quote)) yield problem;
    else
      yield {
        ...problem,
        fixes: [
          {
            title: `Move the closing ${quote} to the end of the value`,
            changes: [remove(closing(lines.text, at, quote)), { span: span(end, end), newText: quote }],
            certain: false,
          },
        ],
      };
    return;
  }
  const escaped = quote === '"' ? '\\"' : "''";
  yield {
    ...problem,
    message: `A ${quote} inside the text ends it early. Write ${escaped} for a ${quote} in a value quoted with ${quote}.`,
    fixes: [
      {
        title: `Write ${escaped} inside the text`,
        changes: escapes(inner.slice(0, -1), previous + 1, quote, escaped),
        certain: true,
      },
    ],
  };
}

function closing(text: string, before: number, quote: string): number {
  return text.lastIndexOf(quote, before - 1);
}

function remove(at: number) {
  return { span: span(at, at + 1), newText: '' };
}

function escapes(inner: string, from: number, quote: string, escaped: string) {
  return [...inner.matchAll(quote === '"' ? /\\.|"/g : /''|'/g)]
    .filter(([match]) => match === quote)
    .map(({ index }) => ({ span: span(from + index, from + index + 1), newText: escaped }));
}

/** Diagnoses an escape in a double-quoted scalar that YAML 1.1 does not have. */
export function* diagnoseEscape(text: string, { code, at, end }: Fault): Generator<Hypothesis> {
  const written = text.slice(at, end);
  const place = { span: span(at, Math.max(end, at + 1)), code: 'bad-escape' };
  const double = {
    title: `Write \\${written} for the text ${written}`,
    changes: [{ span: span(at, at), newText: '\\' }],
    certain: false,
  };
  const all = {
    title: 'Write \\\\ for each backslash of the value',
    changes: backslashesAround(text, at).map((each) => ({ span: span(each, each), newText: '\\' })),
    certain: false,
  };
  if (code === 'unknown-escape' && written === '\\/')
    yield {
      ...place,
      message: 'Unknown escape \\/: kubectl reads YAML 1.1, which does not have it. Write / without the backslash.',
      fixes: [{ title: 'Remove the backslash', changes: [remove(at)], certain: true }],
    };
  else if (code === 'unknown-escape')
    yield {
      ...place,
      message: `Unknown escape ${written}. In a value quoted with ", write \\\\ for a backslash.`,
      fixes: [{ ...double, certain: true }, ...(all.changes.length > 1 ? [all] : [])],
    };
  else if (code === 'bad-hex-escape')
    yield {
      ...place,
      message: `Incomplete escape ${written}: \\x takes 2 hexadecimal digits, \\u takes 4 and \\U takes 8.`,
      fixes: [double],
    };
  else yield { ...place, ...surrogate(text, at) };
}

/** Returns the offsets of the backslashes in a value quoted with `"`, from a backslash to the next quote on its line. */
function backslashesAround(text: string, at: number): readonly number[] {
  const [rest = ''] = /^[^"\r\n]*/.exec(text.slice(at, at + LONGEST)) ?? [];
  return [...rest.matchAll(/\\/g)].map(({ index }) => at + index);
}

const LONGEST = 500;

function surrogate(text: string, at: number): Pick<Hypothesis, 'message' | 'fixes'> {
  const pair = /^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(text.slice(at, at + 12));
  const message = 'An escape cannot be half of a surrogate pair: kubectl reads YAML 1.1.';
  if (!pair) return { message: `${message} Write the character itself.` };
  const point = String.fromCharCode(Number.parseInt(pair[1] ?? '', 16), Number.parseInt(pair[2] ?? '', 16));
  const escaped = `\\U${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(8, '0')}`;
  return {
    message: `${message} Write ${escaped}.`,
    fixes: [
      {
        title: `Replace with ${escaped}`,
        changes: [{ span: span(at, at + pair[0].length), newText: escaped }],
        certain: true,
      },
    ],
  };
}
