import { pathText } from '../syntax/lookup.ts';
import type { Finding } from './finding.ts';

/**
 * Compares findings of one document by place, then by rule, path and message, so that the order does not depend on the edits
 * that led to the findings.
 */
export function byPlaceAndRule(a: Finding, b: Finding): number {
  return (
    a.place.span.start - b.place.span.start ||
    compare(a.rule, b.rule) ||
    compare(pathText(a.path), pathText(b.path)) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
