import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { relativeName } from '../../node/relative-name.ts';
import { writeText } from '../output/write-text.ts';
import { UsageError } from '../usage-error.ts';
import { fingerprintOf } from './fingerprint.ts';
import { splitFindings } from './new-findings.ts';
import type { ReportedFinding } from './report.ts';

/** Findings that a team has accepted for now. They are not reported until they occur more often. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** The findings with one fingerprint. All other fields are only for readers. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly count: number;
  readonly rule: string;
  /** Relative to the folder of the baseline. */
  readonly file: string;
  /** Such as `IPPool/edge/pool spec.prefix`. */
  readonly location: string;
}

export function readBaseline(path: string): Baseline {
  if (!existsSync(path))
    throw new UsageError(`No baseline in ${path}. Create it with --baseline ${path} --update-baseline.`);
  try {
    const { version, findings } = JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown; findings?: unknown };
    if (version === 1 && Array.isArray(findings) && findings.every(isEntry)) return { entries: findings };
  } catch {
    // Not JSON: reported like any other content that is not a baseline.
  }
  throw new UsageError(`${path} is not a baseline of this version. Create it with --update-baseline.`);
}

function isEntry(value: unknown): value is BaselineEntry {
  const { fingerprint, count, rule, file } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof fingerprint === 'string' &&
    Number.isSafeInteger(count) &&
    typeof rule === 'string' &&
    typeof file === 'string'
  );
}

export function writeBaseline(path: string, { entries }: Baseline): void {
  const sorted = [...entries].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1));
  writeText(path, `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`);
}

function entryKey({ file, rule, location, fingerprint }: BaselineEntry): string {
  return [file, rule, location, fingerprint].join('\n');
}

export function baselineOf(findings: readonly ReportedFinding[], path: string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const fingerprint = fingerprintOf(finding);
    const { rule, at, object, path: field } = finding;
    const name = object ? [object.kind, object.namespace, object.name].filter((part) => part !== undefined) : [];
    const location = [name.join('/'), field].filter((part) => part !== '').join(' ');
    const file = relativeName(resolve(at.file), dirname(path));
    const count = (entries.get(fingerprint)?.count ?? 0) + 1;
    entries.set(fingerprint, { fingerprint, count, rule, file, location });
  }
  return { entries: [...entries.values()] };
}

export interface Compared {
  /** Findings that the baseline does not contain. */
  readonly added: readonly ReportedFinding[];
  /** The baseline without entries that no longer occur. */
  readonly pruned: Baseline;
  /** How many findings of the baseline no longer occur. */
  readonly stale: number;
}

/** Compares findings with a baseline. Only entries for which `isCovered` is true can be stale. */
export function compareWithBaseline(
  findings: readonly ReportedFinding[],
  { entries }: Baseline,
  isCovered: (entry: BaselineEntry) => boolean,
): Compared {
  const known = new Map<string, number>();
  for (const { fingerprint, count } of entries) known.set(fingerprint, (known.get(fingerprint) ?? 0) + count);
  const { added, missing } = splitFindings(findings, known);
  let stale = 0;
  const pruned = entries.flatMap((entry) => {
    const gone = isCovered(entry) ? Math.min(entry.count, missing.get(entry.fingerprint) ?? 0) : 0;
    stale += gone;
    return entry.count > gone ? [{ ...entry, count: entry.count - gone }] : [];
  });
  return { added, pruned: { entries: pruned }, stale };
}
