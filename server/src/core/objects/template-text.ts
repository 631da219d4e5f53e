import { isStandIn } from '../templates/stand-in.ts';

/**
 * Whether a text stands for another: one that something fills in later, or what documentation writes in its place, in
 * angle brackets or in capitals. Such a value is unknowable: it is compared as text, for two equal templates render
 * alike, and never judged.
 */
export function isTemplate(text: string): boolean {
  // Asked of every value, and hardly any has one of these signs.
  if (!SIGNS.test(text)) return false;
  return isStandIn(text) || /\$\(|\}\}|<[^<>]*>/.test(text) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);
}

/** Of all that is taken for a template, what it cannot do without. */
const SIGNS = /[${}<]|^[@%_Er(A-Z]/;
