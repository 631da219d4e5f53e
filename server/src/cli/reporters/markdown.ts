import pc from 'picocolors';
import { bySeverity, messageOf, type Report, type ReportedFinding } from '../report/report.ts';
import { ruleUrl } from '../report/rule-info.ts';
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
  const summary = summaryText(report, pc.createColors(false));
  const head = `### kamaji-metal3\n\n${escapeInline(summary.trimEnd())}\n`;
  if (report.findings.length === 0) return head;
  let text = `${head}\n| Severity | Location | Rule | Message |\n| --- | --- | --- | --- |\n`;
  let size = Buffer.byteLength(text) + MISSING_NOTE_BYTES;
  const findings = bySeverity(report.findings);
  for (const [index, finding] of findings.entries()) {
    const line = row(finding);
    size += Buffer.byteLength(line);
    if (size > limit) return `${text}\n${findings.length - index} more findings are not listed.\n`;
    text += line;
  }
  return text;
}

const MISSING_NOTE_BYTES = 100;

function row(finding: ReportedFinding): string {
  const { severity, at, rule } = finding;
  const place = `${at.file}:${at.start.line + 1}`;
  return `| ${severity} | ${code(place)} | [${rule}](${ruleUrl(rule)}) | ${escapeInline(messageOf(finding))} |\n`;
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
