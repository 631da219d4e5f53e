/** If at most `allBelow` objects are pending, checks all; else those in the files `first`, and `max` others. */
export interface Portion {
  readonly max?: number;
  readonly allBelow?: number;
  /** URIs. */
  readonly first?: readonly string[];
}
