import type { Severity } from '../../core/index.ts';
import { type Fingerprint, fingerprintsOf } from '../report/fingerprint.ts';
import {
  messageOf,
  type ReportedEdit,
  type ReportedFinding,
  type ReportedFix,
  type ReportedRange,
  type ReportedRelated,
  SEVERITIES,
} from '../report/report.ts';
import { PROJECT_URL, type RuleInfo, ruleInfos } from '../report/rule-info.ts';
import type { Reporter } from './reporter.ts';

/** SARIF 2.1.0 within the limits of GitHub code scanning. */
export const sarifReporter: Reporter = {
  summary: 'SARIF 2.1.0, for GitHub code scanning and other viewers',
  isDocument: true,
  render: (report, { version }) => {
    const { kept, omitted } = withinLimit(report.findings);
    const rules = ruleInfos(kept.map(({ finding }) => finding.rule));
    const indexes = new Map(rules.map(({ id }, index) => [id, index]));
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'kamaji-metal3',
              informationUri: PROJECT_URL,
              version,
              semanticVersion: version,
              rules: rules.map(ruleOf),
            },
          },
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(omitted) }],
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The working directory of kamaji-metal3.' } } },
          results: kept.map(({ finding, fingerprint }) => resultOf(finding, fingerprint, indexes)),
        },
      ],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

/** GitHub rejects runs with more results (github/docs, sarif-limits). */
const MAX_RESULTS = 25_000;
/** GitHub rejects results with more locations. */
const MAX_RELATED = 1_000;

interface Kept {
  readonly finding: ReportedFinding;
  readonly fingerprint: Fingerprint;
}

/** Returns all findings in report order, or only the most severe ones if there are too many. */
function withinLimit(findings: readonly ReportedFinding[]): {
  readonly kept: readonly Kept[];
  readonly omitted: number;
} {
  const fingerprints = fingerprintsOf(findings);
  const all = findings.map((finding, index) => ({ finding, fingerprint: fingerprints[index] as Fingerprint }));
  if (all.length <= MAX_RESULTS) return { kept: all, omitted: 0 };
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
  const sorted = [...all].sort((a, b) => rank(b.finding.severity) - rank(a.finding.severity));
  return { kept: sorted.slice(0, MAX_RESULTS), omitted: all.length - MAX_RESULTS };
}

function notifications(omitted: number) {
  if (omitted === 0) return [];
  const text = `${omitted} of the least severe findings are omitted: code scanning accepts at most ${MAX_RESULTS} results per run.`;
  return [{ level: 'warning', message: { text } }];
}

function ruleOf({ id, severity, summary, documentation, url }: RuleInfo) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: documentation, markdown: documentation },
    helpUri: url,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['cluster-api', 'metal3', 'kamaji'],
      precision: 'high',
      'problem.severity': PROBLEMS[severity],
    },
  };
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** The values that code scanning reads. */
const PROBLEMS: Readonly<Record<Severity, 'error' | 'warning' | 'recommendation'>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

function resultOf(finding: ReportedFinding, { value, occurrence }: Fingerprint, rules: ReadonlyMap<string, number>) {
  const { rule, severity, effect, by, at, object, path } = finding;
  const related = finding.related.slice(0, MAX_RELATED - 1);
  const fixes = finding.fixes.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: rule,
    ruleIndex: rules.get(rule) ?? -1,
    level: LEVELS[severity],
    message: { text: messageText(messageOf(finding), related) },
    locations: [
      {
        physicalLocation: physicalLocation(at),
        ...(object ? { logicalLocations: [logicalLocation(object, path)] } : {}),
      },
    ],
    ...(related.length > 0 ? { relatedLocations: related.map(relatedLocation) } : {}),
    partialFingerprints: { primaryLocationLineHash: `${value}:${occurrence}`, 'kamajiMetal3/v1': value },
    ...(fixes.length > 0 ? { fixes: fixes.map(fixOf) } : {}),
    properties: { effect, by, ...(finding.origin === undefined ? {} : { origin: finding.origin }) },
  };
}

/** Returns the message with a link to each related location, which viewers render. */
function messageText(message: string, related: readonly ReportedRelated[]): string {
  const links = related.map(({ message: text }, index) => `[${escapeMessage(text)}](${index + 1})`);
  return [escapeMessage(message), ...links].join('\n');
}

/** In a message, brackets start a link, and a backslash escapes them. */
function escapeMessage(text: string): string {
  return text.replace(/[\\[\]]/g, (letter) => `\\${letter}`);
}

function logicalLocation(object: NonNullable<ReportedFinding['object']>, path: string) {
  const name = [object.kind, object.namespace, object.name].filter((part) => part !== undefined).join('/');
  return { fullyQualifiedName: path === '' ? name : `${name}/${path}`, kind: 'object' };
}

function relatedLocation({ at, message }: ReportedRelated, index: number) {
  return { id: index + 1, physicalLocation: physicalLocation(at), message: { text: message } };
}

function physicalLocation(at: ReportedRange) {
  return { artifactLocation: artifact(at.file), region: regionOf(at) };
}

function artifact(file: string) {
  return {
    uri: file.replace(LONE_SURROGATES, '\uFFFD').split('/').map(encodeURIComponent).join('/'),
    uriBaseId: '%SRCROOT%',
  };
}

/** A file name that is not valid Unicode has no URI. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

function regionOf({ start, end }: ReportedRange) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf({ title, edits }: ReportedFix) {
  const byFile = new Map<string, ReportedEdit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return {
    description: { text: title },
    artifactChanges: [...byFile].map(([file, own]) => ({
      artifactLocation: artifact(file),
      replacements: own.map((edit) => ({ deletedRegion: regionOf(edit), insertedContent: { text: edit.newText } })),
    })),
  };
}
