import type { Finding, Place, Severity } from '../findings/finding.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The worst first; those as bad as each other in their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** Of what is found in a document: what tells that the object which is named at a place is missing. */
export function findingsOfMissing(named: Place, findings: readonly Finding[]): readonly Finding[] {
  const name = textAt(named);
  return worstFirst(
    findings.filter(({ rule, place }) => rule === 'missing-reference-target' && textAt(place) === name),
  );
}

/** Without quotes: one object may be named in several ways. */
function textAt({ document, span }: Place): string {
  return document.text.slice(span.start, span.end).replace(/^(['"])(.*)\1$/s, '$2');
}
