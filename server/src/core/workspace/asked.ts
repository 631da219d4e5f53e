import type { Resource } from '../resources/resource.ts';
import { type IndexKey, indexKey, type ObjectIndex } from './object-index.ts';

/** An index that is told which questions were asked. */
export interface Asked {
  readonly index: ObjectIndex;
  readonly ask: (key: IndexKey) => void;
  /** Whoever looks for names finds those in patches too. */
  readonly withPatches?: true;
}

export function resourcesOf({ index, ask, withPatches }: Asked, key: IndexKey): readonly Resource[] {
  ask(key);
  return withPatches
    ? [...index.resources(key), ...index.resources(indexKey.ofPatches(key))]
    : [...index.resources(key)];
}
