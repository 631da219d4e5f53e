import type { Finding } from './finding.ts';

/** Two objects can lead to one finding, as two Clusters that share a control plane do. */
export function sameFinding(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.message === other.message &&
    one.place.document === other.place.document &&
    one.place.span.start === other.place.span.start &&
    one.place.span.end === other.place.span.end
  );
}
