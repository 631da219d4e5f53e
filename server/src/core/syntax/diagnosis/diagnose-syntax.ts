import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { findFaultOrRest } from '../go-yaml/find-fault.ts';
import type { StreamState } from '../split-stream.ts';
import { diagnoseBlockHeader, diagnoseControlCharacter, diagnoseReserved, diagnoseTab } from './diagnose-characters.ts';
import { diagnoseUnexpectedDash } from './diagnose-dash.ts';
import { diagnoseFlow, diagnoseTextAfterBracket, diagnoseUnexpectedIndicator } from './diagnose-flow.ts';
import { diagnoseIndentation } from './diagnose-indentation.ts';
import { diagnoseKeyLine, diagnoseUnexpectedColon } from './diagnose-key.ts';
import { diagnoseKnownLine, diagnoseLabelWithoutParent } from './diagnose-line.ts';
import { diagnoseProperty, diagnoseValue } from './diagnose-properties.ts';
import { diagnoseEscape, diagnoseOpenQuote, diagnoseTextAfterQuote } from './diagnose-quotes.ts';
import { diagnoseRest } from './diagnose-rest.ts';
import { diagnoseByteOrderMark, diagnoseSeparator } from './diagnose-separator.ts';
import { applyChanges, type Hypothesis, type SyntaxFix, type SyntaxProblem } from './syntax-problem.ts';
import { shortened, TextLines } from './text-lines.ts';

/**
 * Returns the mistake that causes a fault of the parser, with the fixes that make the document valid. The parser often
 * reports another position: after a missing colon, it reports the next line. So likely mistakes are tried in turn, and
 * the first one whose fix makes the document valid is returned; if there is none, the likeliest one without a fix.
 * Never throws, and takes linear time: at most MAX_TRIALS fixes are tried.
 */
export function diagnoseSyntax(text: string, fault: Fault, before: StreamState): SyntaxProblem {
  let trials = text.length < LARGE ? MAX_TRIALS : 3;
  let likeliest: SyntaxProblem | undefined;
  for (const { fixes: proposed = [], isCertain, span: where, code, message } of hypotheses(
    new TextLines(text),
    fault,
  )) {
    const problem = { span: within(text, where), code, message };
    const fixes: SyntaxFix[] = [];
    for (const fix of proposed) {
      // Keep the first of several equivalent fixes.
      if (fixes.some(({ title }) => title === fix.title)) continue;
      if (trials-- > 0 && findFaultOrRest(applyChanges(text, fix.changes), before) === undefined) fixes.push(fix);
    }
    if (fixes.length > 0) return { ...problem, fixes };
    if (isCertain) return problem;
    likeliest ??= problem;
    if (trials <= 0) break;
  }
  return likeliest ?? unexpected(text, fault);
}

const MAX_TRIALS = 16;
/** In UTF-16 code units. For longer documents, fewer fixes are tried. */
const LARGE = 300_000;

function* hypotheses(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { text } = lines;
  if (fault.code !== 'content-after-document') yield* diagnoseByteOrderMark(lines);
  switch (fault.code) {
    case 'text-after-separator':
    case 'content-after-end-marker':
      return yield* diagnoseSeparator(lines, fault);
    case 'mapping-value-not-allowed':
      yield* diagnoseKnownLine(lines, fault);
      yield* diagnoseTextAfterQuoteAbove(lines, fault);
      return yield* diagnoseUnexpectedColon(lines, fault);
    case 'expected-colon':
      return yield* expectedColon(lines, fault);
    case 'mapping-key-not-allowed':
    case 'cannot-start-token':
      return yield* diagnoseReserved(lines, fault);
    case 'sequence-entry-not-allowed':
      return yield* diagnoseUnexpectedDash(lines, fault);
    case 'tab-in-plain-scalar':
    case 'tab-in-block-scalar':
      return yield* diagnoseTab(lines, fault);
    case 'control-character':
      return yield* diagnoseControlCharacter(text, fault);
    case 'unterminated-quote':
    case 'document-marker-in-quote':
      return yield* diagnoseOpenQuote(lines, fault.start);
    case 'unknown-escape':
    case 'bad-hex-escape':
    case 'bad-code-point-escape':
      return yield* diagnoseEscape(text, fault);
    case 'bad-block-header':
      return yield* diagnoseBlockHeader(lines, fault);
    case 'expected-key':
    case 'expected-dash':
    case 'expected-node':
      return yield* unexpectedToken(lines, fault);
    case 'expected-flow-sequence-end':
    case 'expected-flow-mapping-end':
      yield* diagnoseTextAfterQuote(lines, fault);
      return yield* diagnoseFlow(lines, fault);
    case 'not-a-number':
    case 'bad-merge':
    case 'bad-tagged-value':
    case 'bad-key':
      return yield* diagnoseValue(lines, fault);
    case 'content-after-document':
      return yield* diagnoseRest(lines, fault);
    case 'too-deep':
      return;
    default:
      return yield* diagnoseProperty(lines, fault);
  }
}

/** Diagnoses a key that is not followed by a colon on its line. */
function* expectedColon(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { at, blocks } = fault;
  yield* diagnoseKnownLine(lines, fault);
  if (/["']/.test(lines.text[at] ?? '')) yield* diagnoseOpenQuote(lines, at);
  const isList = blocks.at(-1)?.kind === 'sequence';
  const line = lines.at(at);
  if (isList && lines.of(line)[lines.indent(line)] !== '-') yield* diagnoseIndentation(lines, fault);
  yield* diagnoseKeyLine(lines, line, isList);
  yield* diagnoseIndentation(lines, fault);
}

function* unexpectedToken(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { text } = lines;
  const line = lines.at(fault.at);
  const isFirst = text.slice(lines.start(line), fault.at).trim() === '';
  yield* diagnoseKnownLine(lines, fault);
  yield* diagnoseLabelWithoutParent(lines, fault);
  yield* diagnoseTextAfterQuote(lines, fault);
  if (/[\]},]/.test(text[fault.at] ?? '') || fault.brackets.length > 0)
    yield* diagnoseUnexpectedIndicator(lines, fault);
  yield* diagnoseTextAfterBracket(lines, fault);
  if (isFirst || /^[-\s]*$/.test(text.slice(lines.start(line), fault.at))) yield* diagnoseIndentation(lines, fault);
  if (isFirst && text[fault.at] === '-') yield* diagnoseUnexpectedDash(lines, fault);
  yield* diagnoseKeyLine(lines, line);
}

/** Diagnoses a quoted scalar that started on a line above and includes the lines up to the next quote. */
function* diagnoseTextAfterQuoteAbove(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  if (/["']/.test(lines.text[fault.previous] ?? '') && lines.at(fault.previous) < lines.at(fault.at))
    yield* diagnoseOpenQuote(lines, fault.previous);
}

function unexpected(text: string, { code, at, end }: Fault): SyntaxProblem {
  const word = text.slice(at, Math.max(end, at + 1)).split(/[\r\n]/)[0] ?? '';
  const message =
    code === 'too-deep'
      ? 'The document is nested too deeply.'
      : at >= text.length
        ? 'Unexpected end of the document.'
        : `Unexpected "${shortened(word.trim())}" here.`;
  return { span: within(text, span(at, at + Math.max(1, word.length))), code: 'unexpected-token', message };
}

function within(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  const from = Math.min(start, Math.max(0, text.length - 1));
  return span(from, Math.max(Math.min(from + 1, text.length), Math.min(end, text.length)));
}
