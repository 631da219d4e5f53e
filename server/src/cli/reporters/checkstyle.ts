import type { Severity } from '../../core/index.ts';
import { messageOf, type ReportedFinding } from '../report/report.ts';
import type { Reporter } from './reporter.ts';
import { element, XML_DECLARATION } from './xml.ts';

/** Checkstyle XML, as Jenkins Warnings and reviewdog read it. */
export const checkstyleReporter: Reporter = {
  summary: 'Checkstyle XML',
  isDocument: true,
  render: ({ findings }) => {
    const byFile = new Map<string, ReportedFinding[]>();
    for (const finding of findings) {
      const own = byFile.get(finding.at.file);
      if (own) own.push(finding);
      else byFile.set(finding.at.file, [finding]);
    }
    const files = [...byFile].map(([name, own]) => {
      const errors = own.map((finding) => `\n    ${errorElement(finding)}`);
      return `\n  ${element('file', { name }, [...errors, '\n  '])}`;
    });
    return `${XML_DECLARATION}${element('checkstyle', { version: '4.3' }, [...files, '\n'])}\n`;
  },
};

function errorElement(finding: ReportedFinding): string {
  const { at, severity, rule } = finding;
  return element('error', {
    line: at.start.line + 1,
    column: at.start.character + 1,
    severity: SEVERITIES[severity],
    message: messageOf(finding),
    source: `kamaji-metal3.${rule}`,
  });
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'info',
};
