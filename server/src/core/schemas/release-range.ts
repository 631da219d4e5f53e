/** Releases of a provider, named as its repository is; both ends belong to it, and an open end is left out. */
export interface ReleaseRange {
  readonly provider: string;
  readonly from?: string;
  readonly until?: string;
}
