import type { FactRuleId, Fault, Row } from '../../facts/fact.ts';
import type { FactMatch } from '../../facts/fact-index.ts';
import { reportedNode } from '../../facts/reported-node.ts';
import type { Actor, Effect, Severity, Tag } from '../../findings/finding.ts';
import type { Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import { sentenceStart } from '../../text/sentence.ts';
import { defineRule, type Report, type Rule } from '../rule.ts';

export interface FactRuleOptions {
  readonly id: FactRuleId;
  readonly formerIds?: readonly string[];
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  readonly tags?: readonly Tag[];
  readonly summary: string;
}

/** Returns the rule that reports the facts with its id, of all providers. */
export function factRule(options: FactRuleOptions): Rule {
  return defineRule({
    ...options,

    check: (resource, view) => factReports(options.id, resource, view),
  });
}

/** Returns the reports of the facts with an id that apply to an object. `by` is the component that acts, unless the row sets it. */
export function factReports(id: FactRuleId, resource: Resource, view: View, by?: Actor): readonly Report[] {
  // Hot path: most objects have no match.
  const matches = view.factsIn(resource).get(id);
  if (!matches || !isChecked(resource, id, view)) return NONE;
  const reports = reportsOf(resource, matches, view);
  return by === undefined ? reports : reports.map((report) => ({ by, ...report }));
}

const NONE: readonly Report[] = [];

/** Required fields are not checked in objects with a templated name: they are often patches, which contain only the changes. */
function isChecked(resource: Resource, id: FactRuleId, view: View): boolean {
  return view.isComplete(resource) && (id !== 'required-field' || !isTemplate(resource.name ?? ''));
}

function reportsOf(resource: Resource, matches: readonly FactMatch[], view: View): readonly Report[] {
  const reports: Report[] = [];
  for (const { path, node, value: row } of matches) {
    if (row.versions && !row.versions.includes(resource.version)) continue;
    for (const fault of row.find({ resource, path, node })) reports.push(reportOf(resource, row, fault, view));
  }
  return reports;
}

function reportOf(
  resource: Resource,
  row: Row,
  { path, problem, remedy = row.remedy, related, fixes }: Fault,
  view: View,
): Report {
  const outcome = sentenceStart(row.outcome ?? `${view.titleOf(row.provider)} rejects the object`);
  return {
    resource,
    node: reportedNode(resource.root, path),
    path,
    message: `${problem}. ${outcome}.${remedy ? ` ${remedy}` : ''}`,
    ...(related ? { related } : {}),
    ...(fixes ? { fixes } : {}),
    ...(row.releases ? { releases: row.releases } : {}),
    ...(row.severity ? { severity: row.severity } : {}),
    ...(row.effect ? { effect: row.effect } : {}),
    ...(row.by ? { by: row.by } : {}),
  };
}
