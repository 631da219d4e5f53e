import type { ReleaseRange } from '../../core/index.ts';
import { fingerprintOf } from '../report/fingerprint.ts';
import type { ReportedFinding, ReportedRange } from '../report/report.ts';
import type { Reporter } from './reporter.ts';

/**
 * One object for scripts. docs/json-output.md describes it; `version` increases when a field changes its meaning. Lines
 * and columns count from 1, columns in UTF-16 code units.
 */
export const jsonReporter: Reporter = {
  summary: 'one JSON object for scripts; see docs/json-output.md',
  isDocument: true,
  render: ({ findings, files }) => {
    const items = findings.map((finding) =>
      JSON.stringify(findingJson(finding), undefined, 2).replaceAll(/^/gm, '    '),
    );
    const list = items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n  ]`;
    return `{\n  "version": 1,\n  "files": ${files.length},\n  "findings": ${list}\n}\n`;
  },
};

/** One finding per line, each like an item of `findings` in the JSON format. */
export const jsonLinesReporter: Reporter = {
  summary: 'one JSON object per finding and line',
  isDocument: true,
  render: ({ findings }) => findings.map((finding) => `${JSON.stringify(findingJson(finding))}\n`).join(''),
};

function findingJson(reported: ReportedFinding) {
  const { object, at, related, releases, fixes, ...finding } = reported;
  return {
    file: at.file,
    document: at.document,
    ...(object ? { object } : {}),
    path: finding.path,
    range: rangeJson(at),
    rule: finding.rule,
    severity: finding.severity,
    effect: finding.effect,
    by: finding.by,
    ...(releases.length > 0 ? { releases: releases.map(releasesJson) } : {}),
    message: finding.message,
    related: related.map((other) => ({ file: other.at.file, range: rangeJson(other.at), message: other.message })),
    fixes: fixes.map(({ title }) => title),
    ...(finding.origin === undefined ? {} : { origin: finding.origin }),
    fingerprint: fingerprintOf(reported),
  };
}

function rangeJson({ start, end }: ReportedRange) {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

function releasesJson({ provider, from, until }: ReleaseRange) {
  return { provider, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
