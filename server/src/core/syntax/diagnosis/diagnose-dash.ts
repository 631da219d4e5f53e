import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { diagnoseIndentation } from './diagnose-indentation.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses a list item on the line of its key, or below a key that has a value. */
export function* diagnoseUnexpectedDash(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { at } = fault;
  const { text } = lines;
  const line = lines.at(at);
  const before = text.slice(lines.contentStart(line), at);
  const key = lines.key(line);
  if (key !== undefined && before.trimEnd().endsWith(':')) {
    const next = lines.of(line + 1);
    const column = /^ +- /.test(next) ? lines.indent(line + 1) : lines.column(line) + 2;
    const start = lines.contentStart(line) + before.trimEnd().length;
    const fix: SyntaxFix = {
      title: 'Move the item to the next line',
      changes: [{ span: span(start, at), newText: `${lines.lineBreak}${' '.repeat(column)}` }],
      certain: true,
    };
    yield {
      span: span(at, at + 1),
      code: 'item-on-key-line',
      message: `A list item cannot be on the line of its key. Put the items of "${key}" on the lines below it.`,
      fixes: [fix],
    };
    return;
  }
  yield* diagnoseIndentation(lines, fault);
  const above = lines.above(line);
  const owner = above < 0 ? undefined : lines.key(above);
  if (owner === undefined) return;
  yield {
    span: span(at, at + 1),
    code: 'unexpected-item',
    message: `Unexpected list item: "${owner}" above already has a value.`,
  };
}
