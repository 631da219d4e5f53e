import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { memoize } from '../text/memoize.ts';

/**
 * Returns true if an object has no name, or a template as its name. Thousands of references can be missing among the same
 * objects, whose list the index keeps.
 */
export const hasUnknownName = memoize((objects: readonly Resource[]) =>
  objects.some(({ name }) => name === undefined || isTemplate(name)),
);

/** More than a user reads through. */
const MAX_AMONG = 10;

/** Returns the first objects that are among others. */
export function amongFirst(objects: readonly Resource[], others: readonly Resource[]): readonly Resource[] {
  const all = setOf(others);
  const found: Resource[] = [];
  for (const object of objects) {
    if (found.length === MAX_AMONG) break;
    if (all.has(object)) found.push(object);
  }
  return found;
}

const setOf = memoize((objects: readonly Resource[]): ReadonlySet<Resource> => new Set(objects));
