import { hasPlaceholder } from '../templates/placeholder.ts';

/**
 * Returns true if a text is a placeholder: a template expression, or a documentation placeholder in angle brackets or
 * capitals. The value is unknown, so it is compared as text, since equal templates render equally, and is not
 * validated.
 */
export function isTemplate(text: string): boolean {
  // Hot path: called for every value, and few contain one of these characters.
  if (!SIGNS.test(text)) return false;
  return hasPlaceholder(text) || /\$\(|\}\}|<[^<>]*>/.test(text) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);
}

/** Matches every text that can be a placeholder. */
const SIGNS = /[${}<]|^[@%_Er(A-Z.…]/;
