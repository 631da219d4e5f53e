import { isStandIn } from '../templates/stand-in.ts';

/**
 * Whether a text stands for another: one that something fills in later, or what documentation writes in its place, in
 * angle brackets or in capitals. Such a value is unknowable: it is compared as text, for two equal templates render
 * alike, and never judged.
 */
export function isTemplate(text: string): boolean {
  return isStandIn(text) || /\$\(|\}\}|<[^<>]*>/.test(text) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);
}
