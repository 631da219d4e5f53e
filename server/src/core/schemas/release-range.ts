/**
 * A range of releases of a provider, which is named by its repository. Both ends are inclusive; an open end is absent.
 */
export interface ReleaseRange {
  readonly provider: string;
  readonly from?: string;
  readonly until?: string;
}
