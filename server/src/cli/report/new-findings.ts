import { fingerprintOf } from './fingerprint.ts';
import type { ReportedFinding } from './report.ts';

/** Returns the number of occurrences of each fingerprint. */
export function countFingerprints(findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const fingerprint = fingerprintOf(finding);
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  }
  return counts;
}

export interface SplitFindings {
  readonly added: readonly ReportedFinding[];
  /** The known fingerprints that no finding has anymore, and how often they are missing. */
  readonly missing: ReadonlyMap<string, number>;
}

/**
 * Separates the findings that exceed the known number of their fingerprint. Of several equal ones, those in files for
 * which `isLikely` is true count as added first.
 */
export function splitFindings(
  findings: readonly ReportedFinding[],
  known: ReadonlyMap<string, number>,
  isLikely: (file: string) => boolean = () => false,
): SplitFindings {
  const left = new Map(known);
  const added = new Set<ReportedFinding>();
  const take = (finding: ReportedFinding) => {
    const fingerprint = fingerprintOf(finding);
    const count = left.get(fingerprint) ?? 0;
    if (count > 0) left.set(fingerprint, count - 1);
    else added.add(finding);
  };
  for (const finding of findings) if (!isLikely(finding.at.file)) take(finding);
  for (const finding of findings) if (isLikely(finding.at.file)) take(finding);
  return {
    added: findings.filter((finding) => added.has(finding)),
    missing: new Map([...left].filter(([, count]) => count > 0)),
  };
}
