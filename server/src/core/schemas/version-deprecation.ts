import type { GroupKind } from '../objects/group-kind.ts';

/** A version of an API group that a provider deprecates. */
export interface VersionDeprecation {
  readonly group: string;
  readonly version: string;
  /** The kinds that have it; absent for every kind of the group. */
  readonly kinds?: readonly GroupKind[];
  /** The provider's repository. */
  readonly provider: string;
  /** The first release, as a minor version, whose CRDs mark the version as deprecated. */
  readonly deprecatedIn: string;
  /** The version to use instead. */
  readonly replacement: string;
  /** The release that will stop serving the version, according to the announcement. */
  readonly removedIn?: string;
  /** The expected date of that release, as a phrase: `tentatively April 2027`. */
  readonly expected?: string;
  /** Where the removal is announced. */
  readonly source?: string;
}
