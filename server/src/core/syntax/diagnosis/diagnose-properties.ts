import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { quoteValue } from './quote-value.ts';
import type { Hypothesis } from './syntax-problem.ts';
import { shortened, type TextLines } from './text-lines.ts';

/** Anchors, aliases, tags and directives. */
export function* diagnoseProperty(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { text } = lines;
  const { code, start } = fault;
  const end = Math.max(start + 1, wordEnd(text, start));
  const word = text.slice(start, end);
  const where = span(start, end);
  const quote = fault.brackets.length === 0 ? quoteValue(lines, start) : undefined;
  const quoted = quote ? { fixes: [quote] } : {};
  const certainlyQuoted = quote ? { fixes: [{ ...quote, certain: true }] } : {};
  const name = word.slice(1);
  switch (code) {
    case 'unknown-anchor':
      yield {
        span: where,
        code: 'unknown-anchor',
        message: `Unknown anchor "${name}": an alias refers to an anchor above it, and there is no &${name}. Quote the value if it is text.`,
        ...quoted,
      };
      return;
    case 'recursive-anchor':
      yield { span: where, code, message: `Anchor "${name}" contains an alias of itself.` };
      return;
    case 'bad-anchor-name':
      yield {
        span: where,
        code,
        message: `A value that starts with "${word[0] ?? ''}" is ${word.startsWith('*') ? 'an alias' : 'an anchor'}, whose name consists of letters, digits, "-" and "_". Quote the value if it is text.`,
        ...certainlyQuoted,
      };
      return;
    case 'bad-tag':
    case 'undefined-tag-handle':
      yield {
        span: where,
        code: 'bad-tag',
        message:
          code === 'bad-tag'
            ? `"${word}" is not a tag. Quote the value if it is text.`
            : `Unknown tag handle in "${word}": no %TAG directive declares it. Quote the value if it is text.`,
        ...certainlyQuoted,
      };
      return;
    default:
      yield* diagnoseDirective(lines, fault);
  }
}

function* diagnoseDirective(lines: TextLines, { code, start }: Fault): Generator<Hypothesis> {
  const line = lines.at(start);
  const from = lines.start(line);
  const lineSpan = span(from, lines.start(line + 1));
  yield {
    span: span(from, lines.end(line)),
    code,
    message: ofDirective(lines.of(line), code),
    ...(code === 'expected-document-start'
      ? {
          fixes: [
            {
              title: 'Add "---"',
              changes: [{ span: span(from, from), newText: `---${lines.lineBreak}` }],
              certain: true,
            },
          ],
        }
      : { fixes: [{ title: 'Remove the line', changes: [{ span: lineSpan, newText: '' }], certain: true }] }),
  };
}

function ofDirective(line: string, code: Fault['code']): string {
  if (code === 'unsupported-version')
    return `Unsupported directive ${line.trim()}: kubectl reads YAML 1.1. Remove the line.`;
  if (code === 'duplicate-directive') return `Duplicate directive ${line.trim()}.`;
  if (code === 'expected-document-start') return 'Missing "---" between the directives and the document.';
  return `A line that starts with "%" is a directive, and ${line.trim()} is not one that YAML has.`;
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/[\s,\]}]/.test(text[end] ?? ' ')) end++;
  return end;
}

/** Diagnoses values and keys that YAML allows but JSON does not, merges, and values that do not match their tag. */
export function* diagnoseValue(lines: TextLines, { code, at, end }: Fault): Generator<Hypothesis> {
  const written = lines.text.slice(at, end);
  const where = span(at, Math.max(end, Math.min(at + 1, lines.text.length)));
  const fix = { title: 'Quote the value', changes: [{ span: span(at, end), newText: `"${written}"` }], certain: false };
  if (code === 'not-a-number')
    yield {
      span: where,
      code,
      message: `${written} is a number that JSON does not have, so kubectl cannot send the object. Quote it if it is text.`,
      fixes: [fix],
    };
  else if (code === 'bad-merge')
    yield {
      span: where,
      code,
      message: 'The value of "<<" must be a map, an alias of a map, or a list of these.',
    };
  else if (code === 'bad-tagged-value')
    yield { span: where, code, message: `${shortened(written)} is not a value of its tag.` };
  else yield { span: where, code: 'bad-key', message: keyMessage(written) };
}

function keyMessage(written: string): string {
  if (/^[[{]/.test(written)) return 'A key is text. A list or map cannot be a key.';
  if (/^\*/.test(written)) return `A key is text, and ${written} does not name one.`;
  if (/^(null|Null|NULL|~)$/.test(written)) return `A key cannot be ${written}. Quote it if it is text.`;
  if (/^\d+$/.test(written)) return `The number ${written} is too large for a key. Quote it.`;
  return 'Missing key before ":".';
}
