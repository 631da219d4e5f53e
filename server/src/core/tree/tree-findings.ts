import type { Finding, Place, Severity } from '../findings/finding.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Returns the findings sorted by severity, most severe first; the sort is stable. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** Returns those of a document's findings that report the object referenced at `named` as missing. */
export function findingsOfMissing(named: Place, findings: readonly Finding[]): readonly Finding[] {
  const name = textAt(named);
  return worstFirst(
    findings.filter(({ rule, place }) => rule === 'missing-reference-target' && textAt(place) === name),
  );
}

/** Returns the text without quotes, since references to one object may be quoted differently. */
function textAt({ document, span }: Place): string {
  return document.text.slice(span.start, span.end).replace(/^(['"])(.*)\1$/s, '$2');
}
