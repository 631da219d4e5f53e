import { pathText } from '../syntax/lookup.ts';
import { groupBy } from '../text/group-by.ts';
import type { Finding, Severity } from './finding.ts';
import { onePerValue } from './one-per-value.ts';

/** The rules for schema violations that a missing field can cause, which a webhook may report as well. */
const SCHEMA_RULES: ReadonlySet<string> = new Set(['value-out-of-range', 'required-field']);
const WEBHOOK_RULE = 'required-field';

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/**
 * Returns the findings of one object without duplicates: if the schema and a webhook both require a field at one place,
 * the more severe finding stays, since one of them can apply to fewer releases; of two equal ones, that of the schema. A
 * value of a wrong type has no other finding.
 */
export function withoutDuplicates(all: readonly Finding[]): readonly Finding[] {
  return onePerValue(withoutTwiceRequired(withoutWrongTypes(all)));
}

function withoutTwiceRequired(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(isOfWebhook)) return findings;
  const dropped = new Set<Finding>();
  const ofSchema = groupBy(findings.filter(isOfSchema), ({ path }) => pathText(path));
  for (const finding of findings) {
    if (!isOfWebhook(finding)) continue;
    for (const other of ofSchema.get(pathText(finding.path)) ?? [])
      if (finding.place.document === other.place.document)
        dropped.add(RANK[finding.severity] > RANK[other.severity] ? other : finding);
  }
  return dropped.size === 0 ? findings : findings.filter((finding) => !dropped.has(finding));
}

/** The fix of a value that is wrong with another type as well would only replace one finding by another. */
function withoutWrongTypes(findings: readonly Finding[]): readonly Finding[] {
  const wrong = findings.filter(
    ({ rule, severity, releases }) => rule === TYPE_RULE && severity === 'error' && releases.length === 0,
  );
  if (wrong.length === 0) return findings;
  const others = findings.filter(({ rule }) => rule !== TYPE_RULE);
  const isAlsoWrong = new Set(wrong.filter((each) => others.some((other) => isSamePlace(each, other))));
  return findings.flatMap((finding) => {
    if (isAlsoWrong.has(finding)) return [{ ...finding, fixes: [] }];
    return finding.rule !== TYPE_RULE && wrong.some((each) => isSamePlace(each, finding)) ? [] : [finding];
  });
}

function isSamePlace(one: Finding, other: Finding): boolean {
  return one.place.document === other.place.document && pathText(one.path) === pathText(other.path);
}

const TYPE_RULE = 'wrong-type';

function isOfWebhook({ rule, by }: Finding): boolean {
  return rule === WEBHOOK_RULE && by !== 'schema';
}

function isOfSchema({ rule, by }: Finding): boolean {
  return SCHEMA_RULES.has(rule) && by === 'schema';
}
