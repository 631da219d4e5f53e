/** If at most `allBelow` objects are pending, checks all; else those in files that `isFirst` selects, and `max` others. */
export interface Portion {
  readonly max?: number;
  readonly allBelow?: number;
  readonly isFirst?: (uri: string) => boolean;
}
