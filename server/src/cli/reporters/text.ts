import pc from 'picocolors';
import type { Severity } from '../../core/index.ts';
import { countBySeverity, type Report, type ReportedFinding } from '../report/report.ts';
import { type MergedFinding, mergeMirrored } from './mirrored.ts';
import type { Reporter } from './reporter.ts';
import { visible, visibleFile, visibleMessage } from './visible.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For terminals: position, rule and message, the affected lines, and a summary. */
export const textReporter: Reporter = {
  summary: 'for people: each finding with its lines and fixes, and a summary',
  isDocument: false,
  render: (report, options) => {
    const colors = pc.createColors(options.colors);
    const merged = mergeMirrored(report.findings);
    const texts = merged.map((each) => findingText(each, colors));
    if (options.quiet) return texts.join('\n');
    const summary = summaryText({ ...report, findings: merged.map(({ finding }) => finding) }, colors);
    return [...texts, summary + uncheckedText(report, colors)].join('\n');
  },
};

function findingText({ finding, isMirrored }: MergedFinding, colors: Colors): string {
  const { at, related, fixes } = finding;
  const place = `${visibleFile(at.file)}:${at.start.line + 1}:${at.start.character + 1}`;
  const severity = SEVERITY_COLORS[finding.severity](colors)(finding.severity);
  const from = finding.origin === undefined ? '' : ` (from ${visibleMessage(finding.origin)})`;
  const lines = [
    `${colors.bold(place)} ${severity} ${colors.dim(finding.rule)}${isMirrored ? ' (2 places)' : ''}${from}`,
    `  ${visibleMessage(finding.message)}`,
    ...excerptLines(finding, colors),
  ];
  for (const other of related) {
    const otherPlace = `${visibleFile(other.at.file)}:${other.at.start.line + 1}`;
    lines.push(colors.dim(`  ${otherPlace}: ${visibleMessage(other.message)}`));
  }
  for (const { title } of fixes) lines.push(colors.dim(`  fix: ${visibleMessage(title)}`));
  return `${lines.join('\n')}\n`;
}

const SEVERITY_COLORS: Readonly<Record<Severity, (colors: Colors) => (text: string) => string>> = {
  error: (colors) => colors.red,
  warning: (colors) => colors.yellow,
  info: (colors) => colors.blue,
  hint: (colors) => colors.cyan,
};

/** Returns the excerpt, with the finding underlined in its last line. */
function excerptLines({ excerpt, at: { start, end } }: ReportedFinding, colors: Colors): readonly string[] {
  const width = String(start.line + 1).length;
  const lines = excerpt.lines.map((line, index) => {
    const number = String(excerpt.firstLine + index + 1).padStart(width);
    return `  ${colors.dim(`${number} |`)} ${visible(line)}`;
  });
  const text = excerpt.lines.at(-1) ?? '';
  const { column } = excerpt;
  const length = end.line === start.line ? end.character - start.character : text.length;
  const before = text.slice(0, column).replace(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, Math.min(length, text.length - column)));
  return [...lines, `  ${' '.repeat(width)} ${colors.dim('|')} ${before}${colors.red(marks)}`];
}

/** Returns a line for each reason why files are not checked. */
function uncheckedText({ unchecked }: Report, colors: Colors): string {
  if (!unchecked) return '';
  const { templates, variables, isPartial } = unchecked;
  const line = (count: number, reason: string) => {
    const subject = count === 1 ? '1 file' : `${count} files`;
    return count === 0 ? '' : colors.yellow(`${subject} not checked${isPartial ? ' completely' : ''}: ${reason}\n`);
  };
  return (
    line(templates, 'a Helm template is not YAML. Run helm template CHART | kamaji-metal3 lint -') +
    line(variables, 'variables make it invalid YAML. Set them with --env FILE.')
  );
}

/** Returns a line such as `5 errors, 1 warning in 2 files.`. */
export function summaryText({ findings, files, isOnlyNew = false }: Report, colors: Colors): string {
  const bySeverity = countBySeverity(findings);
  const among = files.length === 1 ? '1 file' : `${files.length} files`;
  const counts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = bySeverity[severity];
    const plural = count === 1 || severity === 'info' ? '' : 's';
    return count === 0 ? [] : [SEVERITY_COLORS[severity](colors)(`${count} ${severity}${plural}`)];
  });
  return counts.length === 0
    ? colors.green(`Nothing ${isOnlyNew ? 'new ' : ''}found in ${among}.\n`)
    : `${counts.join(', ')} in ${among}.\n`;
}
