import { nearestTo } from '../../core/index.ts';

/**
 * Returns the message for a name that does not exist: suggests the nearest one, otherwise lists all names if there are
 * few.
 */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  return `Unknown ${what} "${name}".${suggestionFor(name, known)}`;
}

/**
 * Returns a sentence that names the nearest of the known names, or all of them if there are few; with a space in front.
 */
export function suggestionFor(name: string, known: readonly string[]): string {
  const [nearest] = nearestTo(name, known);
  if (nearest !== undefined) return ` Did you mean ${nearest}?`;
  const names = [...new Set(known)];
  return names.length > 0 && names.length <= MAX_LISTED ? ` Known: ${names.join(', ')}.` : '';
}

const MAX_LISTED = 40;
