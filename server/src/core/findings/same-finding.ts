import type { Finding } from './finding.ts';

/**
 * Returns true for equal findings. Two objects can lead to the same finding, such as two Clusters with one control
 * plane.
 */
export function sameFinding(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.message === other.message &&
    one.place.document === other.place.document &&
    one.place.span.start === other.place.span.start &&
    one.place.span.end === other.place.span.end
  );
}
