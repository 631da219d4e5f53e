import type { Severity } from '../../core/index.ts';
import { fingerprintsOf } from '../report/fingerprint.ts';
import { messageOf, renderedFrom } from '../report/report.ts';
import type { Reporter } from './reporter.ts';

/** A Code Quality report, as defined in docs.gitlab.com/ci/testing/code_quality. */
export const gitlabReporter: Reporter = {
  summary: 'a Code Quality report for GitLab',
  isDocument: true,
  render: ({ findings }) => {
    const fingerprints = fingerprintsOf(findings);
    const issues = findings.map((finding, index) => {
      const { rule, severity, at } = finding;
      const origin = renderedFrom(finding);
      const lines = { begin: at.start.line + 1, end: at.end.line + 1 };
      const { value = '', occurrence = 1 } = fingerprints[index] ?? {};
      return {
        description: origin === undefined ? messageOf(finding) : finding.message,
        check_name: rule,
        // Must be unique in the report.
        fingerprint: occurrence === 1 ? value : `${value}-${occurrence}`,
        severity: SEVERITIES[severity],
        location: origin === undefined ? { path: at.file, lines } : { path: origin, lines: { begin: 1 } },
      };
    });
    return `${JSON.stringify(issues, undefined, 2)}\n`;
  },
};

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  hint: 'info',
};
