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
  const suggestions = fixes.flatMap((fix) => suggestionOf(fix, at.file));
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

/** A suggestion is one edit in the file of the diagnostic; other fixes cannot be expressed. */
function suggestionOf({ edits }: ReportedFix, file: string) {
  const [edit, ...others] = edits;
  if (!edit || others.length > 0 || edit.file !== file) return [];
  return [{ range: rangeOf(edit), text: edit.newText }];
}

function locationOf(at: ReportedRange) {
  return { path: at.file, range: rangeOf(at) };
}

function rangeOf({ start, end }: ReportedRange) {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, byte }: ReportedPosition) {
  return { line: line + 1, column: byte + 1 };
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
  hint: 'INFO',
};
