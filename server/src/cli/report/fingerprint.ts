import { createHash } from 'node:crypto';
import type { ReportedFinding } from './report.ts';

/**
 * Identifies a finding by rule, object and path, so it survives reordered documents, added lines and a renamed file.
 * Findings without a named object are identified by their file and line of text instead. Baselines and the alerts of
 * code hosts depend on this value: changing it reopens every alert.
 */
export function fingerprintOf(finding: ReportedFinding): string {
  const { rule, path } = finding;
  return createHash('sha256')
    .update(JSON.stringify([rule, ...identityOf(finding), path]))
    .digest('hex')
    .slice(0, 32);
}

function identityOf({ object, at, excerpt }: ReportedFinding): readonly string[] {
  if (object?.name !== undefined) return [groupOf(object.apiVersion), object.kind, object.namespace ?? '', object.name];
  if (object) return [at.file, groupOf(object.apiVersion), object.kind];
  return [at.file, excerpt.lines.at(-1)?.trim() ?? ''];
}

/** Omits the version, because an object keeps its identity in another API version. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export interface Fingerprint {
  readonly value: string;
  /** From 1, in report order, when several findings share the value. */
  readonly occurrence: number;
}

export function fingerprintsOf(findings: readonly ReportedFinding[]): readonly Fingerprint[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const value = fingerprintOf(finding);
    const occurrence = (seen.get(value) ?? 0) + 1;
    seen.set(value, occurrence);
    return { value, occurrence };
  });
}
