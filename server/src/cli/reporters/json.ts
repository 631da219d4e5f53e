import { type Finding, pathText, type ReleaseRange } from '../../core/index.ts';
import type { LintFinding, LintPlace } from '../lint/lint.ts';
import type { Reporter } from './reporter.ts';

/**
 * One object, on which scripts live: docs/json-output.md describes it, and `version` rises when a field changes its
 * meaning. Lines and columns count from 1, columns in UTF-16 code units.
 */
export const jsonReporter: Reporter = {
  finding: (finding) => JSON.stringify(findingJson(finding), undefined, 2).replaceAll(/^/gm, INDENT),
  whole: (findings, { files }) => {
    const list = findings.length === 0 ? '[]' : `[\n${findings.join(',\n')}\n  ]`;
    return `{\n  "version": 1,\n  "files": ${files},\n  "findings": ${list}\n}\n`;
  },
};

/** Of a finding, which stands in a list of the object that is printed. */
const INDENT = '    ';

function findingJson({ finding, at, related }: LintFinding) {
  return {
    file: at.file,
    document: at.document,
    ...(finding.resource ? { object: objectJson(finding.resource) } : {}),
    path: pathText(finding.path),
    range: rangeJson(at),
    rule: finding.rule,
    severity: finding.severity,
    effect: finding.effect,
    by: finding.by,
    ...(finding.releases.length > 0 ? { releases: finding.releases.map(releasesJson) } : {}),
    message: finding.message,
    related: related.map((other) => ({ file: other.at.file, range: rangeJson(other.at), message: other.message })),
    fixes: finding.fixes.map(({ title }) => title),
  };
}

function objectJson({ apiVersion, kind, namespace, name }: NonNullable<Finding['resource']>) {
  return {
    apiVersion,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

function rangeJson({ start, end }: LintPlace) {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

function releasesJson({ provider, from, until }: ReleaseRange) {
  return { provider, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
