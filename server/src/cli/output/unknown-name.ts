import { nearestTo } from '../../core/index.ts';

/**
 * Returns the message for a name that does not exist: suggests the nearest one, otherwise lists all names if there are
 * few.
 */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  return `Unknown ${what} "${name}".${suggestionFor(name, known)}`;
}

/** Returns the message for a rule that does not exist. */
export function unknownRule(id: string, known: readonly string[]): string {
  const message = unknownName('rule', id, known);
  return message.endsWith('?') ? message : `${message} List all rules with kamaji-metal3 rules.`;
}

/**
 * Returns a sentence that names the nearest of the known names, or all of them if there are few; with a space in front.
 */
export function suggestionFor(name: string, known: readonly string[]): string {
  const nearest = nearestTo(name, known)[0] ?? completed(name, known);
  if (nearest !== undefined) return ` Did you mean ${nearest}?`;
  const names = [...new Set(known)];
  return names.length > 0 && names.length <= MAX_LISTED ? ` Known: ${names.join(', ')}.` : '';
}

/** Returns the only known name that begins with an abbreviation. */
function completed(name: string, known: readonly string[]): string | undefined {
  const longer = known.filter((each) => each.startsWith(name.toLowerCase()));
  return name.length >= MIN_ABBREVIATION && longer.length === 1 ? longer[0] : undefined;
}

const MIN_ABBREVIATION = 2;
const MAX_LISTED = 40;
