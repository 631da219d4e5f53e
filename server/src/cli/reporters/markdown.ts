import pc from 'picocolors';
import { bySeverity, messageOf, type Report, type ReportedRange } from '../report/report.ts';
import { ruleUrl } from '../report/rule-info.ts';
import { type MergedFinding, mergeMirrored } from './mirrored.ts';
import type { Reporter } from './reporter.ts';
import { summaryText } from './text.ts';

/** A table for pull request comments and step summaries, the most severe findings first. */
export const markdownReporter: Reporter = {
  summary: 'a Markdown table for comments and step summaries',
  isDocument: true,
  render: (report) => markdownTable(report),
};

/** Returns the table, without the rows that do not fit into `limit` bytes; a last line states how many are missing. */
export function markdownTable(report: Report, limit = Number.POSITIVE_INFINITY): string {
  const rows = mergeMirrored(bySeverity(report.findings));
  const findings = rows.map(({ finding }) => finding);
  const summary = summaryText({ ...report, findings }, pc.createColors(false));
  const head = `### kamaji-metal3\n\n${escapeInline(summary.trimEnd())}\n`;
  if (rows.length === 0) return head;
  let text = `${head}\n| Severity | Location | Rule | Message |\n| --- | --- | --- | --- |\n`;
  let size = Buffer.byteLength(text) + MISSING_NOTE_BYTES;
  for (const [index, each] of rows.entries()) {
    const line = row(each);
    size += Buffer.byteLength(line);
    if (size > limit) return `${text}\n${missingNote(rows.length - index)}\n`;
    text += line;
  }
  return text;
}

const MISSING_NOTE_BYTES = 100;

function missingNote(count: number): string {
  return count === 1 ? '1 more finding is not listed.' : `${count} more findings are not listed.`;
}

function row({ finding, isMirrored }: MergedFinding): string {
  const { severity, at, related, rule } = finding;
  const places = [at, ...(isMirrored ? related.map((each) => each.at) : [])].map(placeOf).join(', ');
  return `| ${severity} | ${places} | [${rule}](${ruleUrl(rule)}) | ${escapeInline(messageOf(finding))} |\n`;
}

function placeOf({ file, start }: ReportedRange): string {
  return code(`${file}:${start.line + 1}`);
}

/** A code span cannot contain a line end, and a table cell no unescaped `|`. */
function code(text: string): string {
  const content = text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`;
}

function escapeInline(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>|#~&]/g, (letter) => `\\${letter}`);
}
