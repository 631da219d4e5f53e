import type { Finding } from './finding.ts';

/** Returns the findings of one document without equal ones. */
export function distinctFindings(findings: Iterable<Finding>): Finding[] {
  const byStart = new Map<number, Map<string, Finding[]>>();
  const distinct: Finding[] = [];
  for (const finding of findings) {
    const { start } = finding.place.span;
    const atStart = byStart.get(start);
    const others = atStart?.get(finding.message);
    if (!atStart) byStart.set(start, new Map([[finding.message, [finding]]]));
    else if (!others) atStart.set(finding.message, [finding]);
    else if (others.some((other) => sameFinding(other, finding))) continue;
    else others.push(finding);
    distinct.push(finding);
  }
  return distinct;
}

/**
 * Returns true for equal findings. Two objects can lead to the same finding, such as two Clusters with one control
 * plane.
 */
function sameFinding(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.message === other.message &&
    one.place.document === other.place.document &&
    one.place.span.start === other.place.span.start &&
    one.place.span.end === other.place.span.end
  );
}
