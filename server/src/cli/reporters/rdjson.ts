import type { Severity } from '../../core/index.ts';
import {
  messageOf,
  type ReportedFinding,
  type ReportedFix,
  type ReportedPosition,
  type ReportedRange,
} from '../report/report.ts';
import { PROJECT_URL, ruleUrl } from '../report/rule-info.ts';
import type { Reporter } from './reporter.ts';

/** The Reviewdog Diagnostic Format: fixes become review comments with suggestions. Columns count bytes of UTF-8. */
export const rdjsonReporter: Reporter = {
  summary: 'the Reviewdog Diagnostic Format, with suggestions',
  isDocument: true,
  render: ({ findings }) => {
    const source = { name: 'kamaji-metal3', url: PROJECT_URL };
    return `${JSON.stringify({ source, diagnostics: findings.map(diagnosticOf) }, undefined, 2)}\n`;
  },
};

function diagnosticOf(finding: ReportedFinding) {
  const { at, severity, rule, fixes, related } = finding;
  const suggestions = onSameLines(
    fixes.flatMap((fix) => suggestionOf(fix, at.file)),
    at,
  );
  return {
    message: messageOf(finding),
    location: locationOf(at),
    severity: SEVERITIES[severity],
    code: { value: rule, url: ruleUrl(rule) },
    ...(suggestions.length > 0 ? { suggestions } : {}),
    ...(related.length > 0
      ? { related_locations: related.map((each) => ({ message: each.message, location: locationOf(each.at) })) }
      : {}),
  };
}

interface Suggestion {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** From 1. Without columns, a range consists of complete lines and contains the last one. */
interface Position {
  readonly line: number;
  readonly column?: number;
}

/** A suggestion is one edit in the file of the diagnostic; other fixes cannot be expressed. */
function suggestionOf({ edits }: ReportedFix, file: string): readonly Suggestion[] {
  const [edit, ...others] = edits;
  if (!edit || others.length > 0 || edit.file !== file) return [];
  const { start, end, newText } = edit;
  // For the line after the last one of a change, reviewdog often has no text.
  if (start.byte === 0 && end.byte === 0 && start.line < end.line && /^$|\n$/.test(newText))
    return [
      { range: { start: { line: start.line + 1 }, end: { line: end.line } }, text: newText.replace(/\r?\n$/, '') },
    ];
  return [{ range: rangeOf(edit), text: newText }];
}

/**
 * Returns the suggestions for the lines of the diagnostic, or else for those of the first suggestion. reviewdog comments on
 * one range of lines, and shows an error in the comment for a suggestion on other lines (service/github/github.go).
 */
function onSameLines(suggestions: readonly Suggestion[], at: ReportedRange): readonly Suggestion[] {
  const [first] = suggestions;
  if (!first) return [];
  const areOn = (other: Suggestion['range']) => (suggestion: Suggestion) =>
    suggestion.range.start.line === other.start.line && suggestion.range.end.line === other.end.line;
  const own = suggestions.filter(areOn(rangeOf(at)));
  return own.length > 0 ? own : suggestions.filter(areOn(first.range));
}

function locationOf(at: ReportedRange) {
  return { path: at.file, range: rangeOf(at) };
}

function rangeOf({ start, end }: ReportedRange) {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, byte }: ReportedPosition): Position {
  return { line: line + 1, column: byte + 1 };
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
  hint: 'INFO',
};
