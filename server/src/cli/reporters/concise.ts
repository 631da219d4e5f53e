import type { Reporter } from './reporter.ts';

/** One line per finding, in the form that editors and grep understand. */
export const conciseReporter: Reporter = {
  summary: 'one line per finding: FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]',
  isDocument: false,
  render: ({ findings }) =>
    findings
      .map(({ at, severity, message, rule }) => {
        const place = `${at.file}:${at.start.line + 1}:${at.start.character + 1}`;
        return `${place}: ${severity}: ${message} [${rule}]`.replace(/\s*[\r\n]+\s*/g, ' ');
      })
      .map((line) => `${line}\n`)
      .join(''),
};
