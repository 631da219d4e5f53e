/** A version of an API group that a provider deprecates. */
export interface VersionDeprecation {
  readonly group: string;
  readonly version: string;
  /** The kinds that have it; absent for every kind of the group. */
  readonly kinds?: readonly string[];
  /** The provider's repository. */
  readonly provider: string;
  /** The first release, as a minor, whose CRDs mark the version as deprecated. */
  readonly deprecatedIn: string;
  /** The version to use instead. */
  readonly replacement: string;
  /** The release that is announced to stop serving the version. */
  readonly removedIn?: string;
  /** When that release is expected, as a phrase: `tentatively April 2027`. */
  readonly expected?: string;
  /** Where the removal is announced. */
  readonly source?: string;
}
