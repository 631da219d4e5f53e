import type { ReportedFinding } from '../report/report.ts';

/** A finding, and whether a second one reports the same mismatch at the other place. */
export interface MergedFinding {
  readonly finding: ReportedFinding;
  readonly isMirrored: boolean;
}

/**
 * Merges findings that report the same mismatch at both places: two findings of one rule, of which each is related to the
 * place of the other. The first one is kept.
 */
export function mergeMirrored(findings: readonly ReportedFinding[]): readonly MergedFinding[] {
  const byPlace = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = placeKey(finding.rule, finding.at);
    byPlace.set(key, [...(byPlace.get(key) ?? []), finding]);
  }
  const merged = new Set<ReportedFinding>();
  return findings.flatMap((finding) => {
    if (merged.has(finding)) return [];
    const mirror = finding.related
      .flatMap(({ at }) => byPlace.get(placeKey(finding.rule, at)) ?? [])
      .find((other) => !merged.has(other) && other !== finding && isMirror(other, finding));
    if (mirror) merged.add(mirror);
    return [{ finding, isMirrored: mirror !== undefined }];
  });
}

function isMirror(one: ReportedFinding, other: ReportedFinding): boolean {
  const place = placeKey('', other.at);
  const titles = (fixes: ReportedFinding['fixes']) =>
    fixes
      .map(({ title }) => title)
      .sort()
      .join('\n');
  return (
    one.severity === other.severity &&
    one.origin === other.origin &&
    titles(one.fixes) === titles(other.fixes) &&
    one.related.length === 1 &&
    other.related.length === 1 &&
    one.related.some(({ at }) => placeKey('', at) === place)
  );
}

function placeKey(rule: string, { file, start }: ReportedFinding['at']): string {
  return `${rule} ${file}:${start.line}:${start.character}`;
}
