import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../objects/resource.ts';

/** A finding of a rule before it is adapted to releases, with the objects whose versions limit these. */
export interface Reported {
  readonly finding: Finding;
  readonly about: readonly Resource[];
}

/**
 * Returns the findings about the same object, including the finding itself: if each release rejects it, for one reason or
 * another, it works nowhere.
 */
export function findingsOfSameDocument({ place }: Finding, reports: readonly Reported[]): readonly Finding[] {
  // Each finding is compared with all others of its object.
  if (reports.length > MAX_REPORTS) return [];
  return reports.flatMap(({ finding: other }) => (other.place.document === place.document ? [other] : []));
}

const MAX_REPORTS = 200;
