/**
 * How much an update evaluates. If no more than `atOnce` objects are due, all; otherwise the objects of files for which
 * `first` returns true, and `most` others. By default, all.
 */
export interface Portion {
  readonly most?: number;
  readonly atOnce?: number;
  readonly first?: (uri: string) => boolean;
}
