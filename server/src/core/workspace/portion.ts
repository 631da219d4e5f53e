import type { Resource } from '../objects/resource.ts';

/** If at most `allBelow` objects are pending, checks all; else those in the files `first`, and `max` others. */
export interface Portion {
  readonly max?: number;
  readonly allBelow?: number;
  /** URIs. */
  readonly first?: readonly string[];
  /** Objects of files to check although nothing changed, so that `onChecked` reports their dependencies again. */
  readonly again?: Iterable<Resource>;
}
