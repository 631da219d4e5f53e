import type { IndexKey } from './object-index.ts';
import { SEVERAL } from './several.ts';

/** What a recorded key depends on: the objects with a key that are in a file or folder, or everywhere if it is ''. */
export interface AskedKey {
  readonly key: IndexKey;
  readonly container: string;
}

/**
 * Returns what a recorded key depends on. Several, if its end can be a container or a part of the key:
 * then one of them has no objects.
 */
export function askedKeys(recorded: IndexKey): readonly AskedKey[] {
  const counted = recorded.endsWith(` ${SEVERAL}`);
  const key = counted ? recorded.slice(0, -SEVERAL.length - 1) : recorded;
  const end = key.lastIndexOf(' ');
  const container = key.slice(end + 1);
  const whole = { key: recorded, container: '' };
  return counted || container.includes('://') ? [whole, { key: key.slice(0, end), container }] : [whole];
}
