import type { Fix } from '../../findings/finding.ts';
import { type FieldSynonyms, suggestedNames } from '../../fixes/field-names.ts';
import { fixIn } from '../../fixes/fix.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import { minorOf } from '../../schemas/releases.ts';
import { pathText, scalarAt, shortPathText } from '../../syntax/lookup.ts';
import { andList } from '../../text/enumeration.ts';
import { sentenceStart } from '../../text/sentence.ts';
import { nearestTo } from '../../text/similar-names.ts';
import type { Problem, ProblemCode } from '../../validation/problem.ts';
import { inFile, problemText } from '../../validation/problem-text.ts';
import type { Violation } from '../../validation/violation.ts';
import { defineRule, type Report, type Rule } from '../rule.ts';
import { remedyInVersion } from './counterparts.ts';
import { type LostParent, lostParents, moveIntoParents } from './lost-parent.ts';
import { operationFixes, schemaFixes } from './schema-fixes.ts';

/** Returns the rule for problems of one code that only the schema of the kind has. */
export function schemaRule(id: ProblemCode, summary: string, formerIds: readonly string[] = []): Rule {
  return defineRule({
    id,
    formerIds,
    severity: 'error',
    effect: 'refused',
    by: 'schema',
    summary,

    check: (resource, view) => schemaReports(id, resource, view),
  });
}

/** Returns the problems of one code that the schema of the kind has in an object. */
export function schemaReports(id: ProblemCode, resource: Resource, view: View): Iterable<Report> {
  const all = view.violations(resource);
  // Hot path: nearly all objects have none.
  const own = all.length === 0 ? all : all.filter(({ problem }) => problem.code === id);
  return own.length === 0 ? NO_REPORTS : reportsOf(own, resource, view);
}

/** The result of `schemaReports` for an object without problems. */
export const NO_REPORTS: readonly Report[] = [];

/** Fixes are only created for reports that the caller requests. */
function* reportsOf(violations: readonly Violation[], resource: Resource, view: View): Iterable<Report> {
  const isUnknown = violations[0]?.problem.code === 'unknown-field';
  const lost = isUnknown ? lostParents(resource, violations, view.contributions) : [];
  for (const violation of violations) {
    const parent = lost.find(({ problems }) => problems.includes(violation.problem));
    if (!parent) yield reportOf(violation.patch ?? resource, violation, view);
    else if (parent.problems[0] === violation.problem) yield reportOfParent(resource, parent, violation, view);
  }
}

/** Returns one report for the fields without the object around them. */
function reportOfParent(resource: Resource, parent: LostParent, violation: Violation, view: View): Report {
  const { message, ...report } = reportOf(resource, violation, view);
  const place = pathText(parent.path);
  const fixes = view.offersFixes ? moveIntoParents(resource, parent, violation.kind) : [];
  if (parent.problems.length === 1) return { ...report, message: `${message} It is a field of ${place}.`, fixes };
  const paths = parent.problems.map(({ path }) => shortPathText(path));
  const others = paths.length - MAX_NAMED;
  const named = others > 1 ? [...paths.slice(0, MAX_NAMED), `${others} others`] : paths;
  const text = message.replace(problemText(violation.problem), () => `Unknown fields ${andList(named)}`);
  return {
    ...report,
    message: `${text} They are fields of ${place}.`,
    fixes,
  };
}

/** The number of fields that a message names. */
const MAX_NAMED = 4;

function reportOf(
  resource: Resource,
  { problem, releases, kind, definedIn, isOperation }: Violation,
  view: View,
): Report {
  const [near] = suggestions(problem, view.contributions.fieldSynonyms);
  const [since] = releases;
  const rejects = since
    ? `${sentenceStart(view.titleOf(since.provider))} ${minorOf(since.from ?? '')} and later reject`
    : 'The API server rejects';
  const renamed = remedyInVersion(resource, problem, view.contributions);
  const remedy = renamed ?? (near === undefined ? '' : ` Did you mean "${near}"?`);
  const definition = definedIn === undefined ? '' : ` by its CustomResourceDefinition${inFile(definedIn)}`;
  const outcome = outcomeOf(problem.code, `${rejects} ${nameOf(resource)}${definition}`);
  const message = `${problemText(problem)}.${outcome}${remedy}`;
  const fixes = (): readonly Fix[] =>
    isOperation
      ? operationFixes(resource, problem, view.contributions)
      : (apiVersionOfTarget(resource, problem, view) ?? schemaFixes(resource, problem, kind, view.contributions));
  return {
    resource,
    // A missing field is reported at the key of the object that lacks it.
    node: { kind: 'scalar', span: problem.span, text: '', style: 'plain' },
    path: problem.path,
    message,
    fixes: view.offersFixes ? fixes() : [],
    ...(since ? { releases } : {}),
    // Kinds outside the supported providers: most clients prune unknown fields, and the definition may be outdated.
    ...(definedIn === undefined ? {} : { severity: 'warning' }),
  };
}

/**
 * Replaces the group of a reference with the apiVersion of the object that it means, if the version of the kind requires it.
 * Undefined if no single object in the workspace has the group, kind and name.
 */
function apiVersionOfTarget(resource: Resource, { code, path, node }: Problem, view: View): readonly Fix[] | undefined {
  if (code !== 'unknown-field' || path.at(-1) !== 'apiGroup' || node.kind !== 'scalar' || node.alias) return undefined;
  if (view.contributions.counterpartOf(resource, path)?.path?.at(-1) !== 'apiVersion') return undefined;
  const holder = pathText(path.slice(0, -1));
  const group = scalarAt(resource.root, path);
  const reference = resource.references.find((each) => pathText(each.path.slice(0, -1)) === holder);
  const found = reference && view.resolve(resource, reference);
  if (!group || group.alias || found?.kind !== 'object' || found.resource.group !== group.text) return undefined;
  const apiVersion = `${group.text}/${found.resource.version}`;
  const change = { span: { start: node.span.start, end: group.span.end }, newText: `apiVersion: ${apiVersion}` };
  return isTemplate(apiVersion)
    ? undefined
    : fixIn(`Replace apiGroup with apiVersion: ${apiVersion}`, resource, change);
}

/** Returns the names or values that the author may have meant. */
function suggestions({ code, path, node, candidates = [] }: Problem, synonyms: FieldSynonyms): readonly string[] {
  if (code === 'unknown-field') return suggestedNames(String(path.at(-1) ?? ''), candidates, synonyms);
  return code === 'unsupported-value' && node.kind === 'scalar' ? nearestTo(node.text, candidates) : [];
}

function outcomeOf(code: ProblemCode, rejects: string): string {
  if (code === 'api-version-not-served') return '';
  // kubectl converts YAML to JSON, so the API server does not get both. Observed with kubectl v1.32.
  if (code === 'duplicate-key') return ' kubectl uses the last value, and kustomize rejects the file.';
  return ` ${rejects}.`;
}
