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

export const setOf = memoize((objects: readonly Resource[]): ReadonlySet<Resource> => new Set(objects));
