import { type GroupKind, isOneOf } from '../objects/group-kind.ts';
import { fits, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import type { MapKeySource } from './context.ts';
import type { KnownKey } from './value.ts';

/** Keys of a map that some component reads, in some kinds. */
export interface KnownKeys {
  /** Empty if it applies to every kind. */
  readonly kinds: readonly GroupKind[];
  readonly pattern: PathPattern;
  readonly keys: readonly KnownKey[];
}

/** Returns a row of `knownKeySource`. */
export function knownKeys(kinds: readonly GroupKind[], path: string, keys: readonly KnownKey[]): KnownKeys {
  return { kinds, pattern: pathPattern(path), keys };
}

/** Returns a source that offers the keys of a table. */
export function knownKeySource(rows: readonly KnownKeys[]): MapKeySource {
  return ({ known }, path) =>
    rows
      .filter(({ kinds, pattern }) => (kinds.length === 0 || (known && isOneOf(known, kinds))) && fits(pattern, path))
      .flatMap(({ keys }) => keys);
}
