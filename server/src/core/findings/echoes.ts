import { pathText } from '../syntax/lookup.ts';
import type { Finding, Severity } from './finding.ts';

/** What the schema says of a place at which a webhook misses something, and which is the same said twice. */
const SAID_BY_SCHEMA: ReadonlySet<string> = new Set(['out-of-bounds', 'required-field']);
const SAID_BY_WEBHOOK = 'required-by-webhook';

const GRAVITY: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/**
 * The findings of one object, of which nothing is missed twice at one place: of the schema's word and the webhook's the
 * graver stays, as one may hold in fewer releases than the other, and of two alike the schema's, which is asked first.
 */
export function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ rule }) => rule === SAID_BY_WEBHOOK)) return findings;
  const dropped = new Set<Finding>();
  for (const said of findings) {
    if (said.rule !== SAID_BY_WEBHOOK) continue;
    for (const other of findings) {
      if (!SAID_BY_SCHEMA.has(other.rule) || !isAtOnePlace(said, other)) continue;
      dropped.add(GRAVITY[said.severity] > GRAVITY[other.severity] ? other : said);
    }
  }
  return dropped.size === 0 ? findings : findings.filter((finding) => !dropped.has(finding));
}

function isAtOnePlace(one: Finding, other: Finding): boolean {
  return one.place.document === other.place.document && pathText(one.path) === pathText(other.path);
}
