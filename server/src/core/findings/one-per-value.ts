import type { ReleaseRange } from '../schemas/release-range.ts';
import { compareReleases } from '../schemas/releases.ts';
import { pathText } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Finding, Severity } from './finding.ts';

/** The rules about the value of one field, the most specific first. */
const VALUE_RULES: readonly string[] = [
  'wrong-type',
  'unknown-field',
  'required-field',
  'value-out-of-range',
  'unsupported-value',
  'malformed-value',
];

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/**
 * Returns the findings of one object with at most one error or warning about a value that the API server or a webhook
 * rejects: what else is wrong with that value does not matter until it is replaced.
 */
export function onePerValue(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const best = new Map<string, Finding>();
  const documents = new Map<ManifestDocument, number>();
  const keyOf = ({ place: { document }, path }: Finding) => {
    if (!documents.has(document)) documents.set(document, documents.size);
    return `${documents.get(document)} ${pathText(path)}`;
  };
  for (const finding of findings) {
    if (finding.severity !== 'error' || finding.effect !== 'refused' || !VALUE_RULES.includes(finding.rule)) continue;
    const key = keyOf(finding);
    const known = best.get(key);
    if (!known || isBetter(finding, known)) best.set(key, finding);
  }
  if (best.size === 0) return findings;
  const fixes = new Map<Finding, Finding['fixes']>();
  const kept = findings.filter((finding) => {
    const other = best.get(keyOf(finding));
    if (!other || other === finding || RANK[finding.severity] < RANK.warning || !covers(other, finding)) return true;
    if (other.fixes.length === 0 && other.rule !== 'unknown-field' && finding.fixes.length > 0)
      fixes.set(other, finding.fixes);
    return false;
  });
  if (kept.length === findings.length) return findings;
  return kept.map((finding) => {
    const inherited = fixes.get(finding);
    return inherited ? { ...finding, fixes: inherited } : finding;
  });
}

/** The schema is checked before the webhooks. */
function isBetter(one: Finding, other: Finding): boolean {
  if (covers(one, other) !== covers(other, one)) return covers(one, other);
  if ((one.by === 'schema') !== (other.by === 'schema')) return one.by === 'schema';
  return VALUE_RULES.indexOf(one.rule) < VALUE_RULES.indexOf(other.rule);
}

/** Returns true if a finding applies to all releases of another one. */
function covers({ releases }: Finding, other: Finding): boolean {
  if (releases.length === 0) return true;
  return other.releases.length > 0 && other.releases.every((each) => releases.some((range) => contains(range, each)));
}

function contains(range: ReleaseRange, other: ReleaseRange): boolean {
  if (range.provider !== other.provider) return false;
  const isFrom = range.from === undefined || (other.from !== undefined && compareReleases(range.from, other.from) <= 0);
  const isUntil =
    range.until === undefined || (other.until !== undefined && compareReleases(other.until, range.until) <= 0);
  return isFrom && isUntil;
}
