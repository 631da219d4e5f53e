import { messageOf } from '../report/report.ts';
import type { Reporter } from './reporter.ts';

/** One line per finding, in the form that editors and grep recognize. */
export const conciseReporter: Reporter = {
  summary: 'one line per finding: FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]',
  isDocument: false,
  render: ({ findings }) =>
    findings
      .map((finding) => {
        const { at, severity, rule } = finding;
        const place = `${at.file}:${at.start.line + 1}:${at.start.character + 1}`;
        return `${place}: ${severity}: ${messageOf(finding)} [${rule}]`.replace(/\s*[\r\n]+\s*/g, ' ');
      })
      .map((line) => `${line}\n`)
      .join(''),
};
