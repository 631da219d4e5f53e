import pc from 'picocolors';
import type { Severity } from '../../core/index.ts';
import type { LintFinding, LintPlace } from '../lint/lint.ts';
import type { Reporter, Totals } from './reporter.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: place, rule and message, the lines in question, and a summary. */
export const textReporter: Reporter = {
  finding: (finding, options) => findingText(finding, pc.createColors(options.colors)),
  whole: (findings, totals, options) => [...findings, summary(totals, pc.createColors(options.colors))].join('\n'),
};

function findingText({ finding, at, related }: LintFinding, colors: Colors): string {
  const place = `${at.file}:${at.start.line + 1}:${at.start.character + 1}`;
  const severity = SEVERITY_COLORS[finding.severity](colors)(finding.severity);
  const lines = [
    `${colors.bold(place)} ${severity} ${colors.dim(finding.rule)}`,
    `  ${finding.message}`,
    ...frame(at, colors),
  ];
  for (const other of related)
    lines.push(colors.dim(`  ${other.at.file}:${other.at.start.line + 1}: ${other.message}`));
  for (const { title } of finding.fixes) lines.push(colors.dim(`  fix: ${title}`));
  return `${lines.join('\n')}\n`;
}

const SEVERITY_COLORS: Readonly<Record<Severity, (colors: Colors) => (text: string) => string>> = {
  error: (colors) => colors.red,
  warning: (colors) => colors.yellow,
  info: (colors) => colors.blue,
  hint: (colors) => colors.cyan,
};

/** The line of the place and the one before it, with the place underlined. */
function frame({ source, firstLine, start, end }: LintPlace, colors: Colors): readonly string[] {
  const line = start.line - firstLine;
  const width = String(start.line + 1).length;
  const lines: string[] = [];
  for (let each = Math.max(0, line - 1); each <= line; each++)
    lines.push(`  ${colors.dim(`${String(firstLine + each + 1).padStart(width)} |`)} ${lineText(source, each)}`);
  const text = lineText(source, line);
  const until = end.line === start.line ? end.character : text.length;
  const before = text.slice(0, start.character).replace(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, until - start.character));
  return [...lines, `  ${' '.repeat(width)} ${colors.dim('|')} ${before}${colors.red(marks)}`];
}

function lineText({ text, lineStarts }: LintPlace['source'], line: number): string {
  return text.slice(lineStarts[line], lineStarts[line + 1]).replace(/[\r\n]+$/, '');
}

function summary({ files, findings }: Totals, colors: Colors): string {
  const among = files === 1 ? '1 file' : `${files} files`;
  const counts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = findings[severity];
    const plural = count === 1 || severity === 'info' ? '' : 's';
    return count === 0 ? [] : [SEVERITY_COLORS[severity](colors)(`${count} ${severity}${plural}`)];
  });
  return counts.length === 0 ? colors.green(`Nothing found in ${among}.\n`) : `${counts.join(', ')} in ${among}.\n`;
}
