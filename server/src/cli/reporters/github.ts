import type { Severity } from '../../core/index.ts';
import {
  bySeverity,
  messageOf,
  type Report,
  type ReportedFinding,
  type ReportedPlace,
  renderedFrom,
} from '../report/report.ts';
import type { Reporter } from './reporter.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations, the most severe first, because the runner drops what
 * exceeds its limits.
 */
export const githubReporter: Reporter = {
  summary: 'workflow commands for GitHub Actions; also writes the step summary',
  isDocument: false,
  render: (report, { quiet }) => {
    const findings = bySeverity(report.findings);
    return [...findings.map(command), ...(quiet ? [] : limitNote(report))].map((line) => `${line}\n`).join('');
  },
};

/** The runner shows this many annotations of each level per step (actions/toolkit, docs/problem-matchers.md). */
const MAX_PER_LEVEL = 10;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

function command(finding: ReportedFinding): string {
  const { severity, rule, at } = finding;
  const origin = renderedFrom(finding);
  const place = origin === undefined ? [['file', at.file], ...position(at)] : [['file', origin]];
  const properties = [...place, ['title', `kamaji-metal3: ${rule}`]];
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${LEVELS[severity]} ${list}::${escapeData(origin === undefined ? messageOf(finding) : finding.message)}`;
}

/** Columns are allowed only when the finding is on one line. */
function position({ start, end }: ReportedPlace): readonly (readonly [string, number])[] {
  const lines = [
    ['line', start.line + 1],
    ['endLine', end.line + 1],
  ] as const;
  if (start.line !== end.line) return lines;
  return [...lines, ['col', start.character + 1], ['endColumn', Math.max(start.character + 1, end.character)]];
}

function limitNote({ findings }: Report): readonly string[] {
  const counts = new Map<string, number>();
  for (const { severity } of findings) counts.set(LEVELS[severity], (counts.get(LEVELS[severity]) ?? 0) + 1);
  const cut = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - MAX_PER_LEVEL), 0);
  if (cut === 0) return [];
  const subject = cut === 1 ? '1 finding has' : `${cut} findings have`;
  return [
    `GitHub shows at most ${MAX_PER_LEVEL} annotations of each level per step: ${subject} no annotation. This log lists all findings.`,
  ];
}

/** Escapes text as in actions/toolkit, packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
