import { isAtLeast, messageOf, type ReportedFinding } from '../report/report.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { element, escapeXml, XML_DECLARATION } from './xml.ts';

/**
 * A test suite with one test case per file, files without findings included. Findings that do not fail the run are the
 * output of a passed test.
 */
export const junitReporter: Reporter = {
  summary: 'JUnit XML, one test case per file',
  isDocument: true,
  render: ({ findings, files }, options) => {
    const byFile = new Map<string, ReportedFinding[]>(files.map((file) => [file, []]));
    for (const finding of findings) {
      const own = byFile.get(finding.at.file);
      if (own) own.push(finding);
      else byFile.set(finding.at.file, [finding]);
    }
    const failed = [...byFile.values()].filter((own) => own.some((each) => fails(each, options))).length;
    const totals = { tests: byFile.size, failures: failed, errors: 0 };
    const cases = [...byFile].map(([file, own]) => `\n    ${testCase(file, own, options)}`);
    const suite = element('testsuite', { name: 'kamaji-metal3', ...totals, skipped: 0, time: 0 }, [...cases, '\n  ']);
    return `${XML_DECLARATION}${element('testsuites', { name: 'kamaji-metal3', ...totals }, [`\n  ${suite}`, '\n'])}\n`;
  },
};

function fails({ severity }: ReportedFinding, { failOn }: ReporterOptions): boolean {
  return isAtLeast(severity, failOn);
}

/** The JUnit schema allows one `failure` per test case, so it contains all findings of the file. */
function testCase(file: string, findings: readonly ReportedFinding[], options: ReporterOptions): string {
  const failing = findings.filter((finding) => fails(finding, options));
  const passing = findings.filter((finding) => !fails(finding, options));
  const [first] = failing;
  const message = failing.length === 1 ? first && messageOf(first) : `${failing.length} findings`;
  return element('testcase', { name: file, classname: 'kamaji-metal3', time: 0 }, [
    ...(first ? [element('failure', { type: first.rule, message }, [linesOf(failing)])] : []),
    ...(passing.length > 0 ? [element('system-out', {}, [linesOf(passing)])] : []),
  ]);
}

function linesOf(findings: readonly ReportedFinding[]): string {
  return findings
    .map((finding) => {
      const { at, severity, rule } = finding;
      const place = `${at.file}:${at.start.line + 1}:${at.start.character + 1}`;
      return escapeXml(`${place}: ${severity}: ${messageOf(finding)} [${rule}]`);
    })
    .join('\n');
}
