import { nearestTo } from '../../core/index.ts';

/** The message for a name that does not exist: suggests the nearest one, or lists all names if there are few. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const [nearest] = nearestTo(name, known);
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  const list = known.length <= MOST_LISTED && known.length > 0 ? ` Known: ${[...known].sort().join(', ')}.` : '';
  return `Unknown ${what} "${name}".${hint}${hint === '' ? list : ''}`;
}

const MOST_LISTED = 40;
