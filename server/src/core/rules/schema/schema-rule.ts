import type { Fix } from '../../findings/finding.ts';
import { suggestedNames } from '../../fixes/field-names.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import type { View } from '../../query/view.ts';
import { minorOf } from '../../schemas/releases.ts';
import { pathText } from '../../syntax/lookup.ts';
import { nearestTo } from '../../text/edit-distance.ts';
import { sentenceStart } from '../../text/sentence.ts';
import type { Judgement } from '../../validation/judgement.ts';
import type { Problem, ProblemCode } from '../../validation/problem.ts';
import { defineRule, type Report, type Rule } from '../rule.ts';
import { operationFixes, schemaFixes } from './schema-fixes.ts';

/** Returns the rule for one sort of problem that only the API server finds, by the schema of the kind. */
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

/** Returns what the API server rejects in an object by its schema, for one sort of problem. */
export function schemaReports(id: ProblemCode, resource: Resource, view: View): readonly Report[] {
  const own = view.judgements(resource).filter(({ problem }) => problem.code === id);
  return own.map((judgement) => reportOf(judgement.patch ?? resource, judgement, view));
}

function reportOf(resource: Resource, { problem, releases, kind, isOperation }: Judgement, view: View): Report {
  const [near] = suggestions(problem);
  const [since] = releases;
  const who = since
    ? `${view.titleOf(since.provider)} ${minorOf(since.from ?? '')} and later refuse the object`
    : 'the API server refuses the object';
  const field = problem.path.length === 0 ? 'The document' : pathText(problem.path);
  const renamed = problem.code === 'unknown-field' ? renamedField(resource, problem, view) : undefined;
  const question = renamed ? ` Since v1beta2 it ${renamed}.` : near === undefined ? '' : ` Did you mean "${near}"?`;
  const outcome = `${sentenceStart(who)}.`;
  const message =
    problem.code === 'api-version-not-served'
      ? `${nameOf(resource)} is refused: ${problem.detail}.`
      : problem.code === 'validation-rule-failed'
        ? `${field} of ${nameOf(resource)} breaks a rule of its kind: ${problem.detail.replace(/\.$/, '')}. ${outcome}`
        : `${field} ${problem.detail} in ${nameOf(resource)}: ${who}.${question}`;
  const fixes: readonly Fix[] = isOperation
    ? operationFixes(resource, problem, view.contributions)
    : schemaFixes(resource, problem, kind, view.contributions);
  return {
    resource,
    // A problem may be underlined elsewhere than at its node: a missing field at the key of the object that lacks it.
    node: { kind: 'scalar', span: problem.span, text: '', style: 'plain' },
    path: problem.path,
    message,
    fixes,
    ...(since ? { releases } : {}),
  };
}

/** Returns what the version of the object calls a field that it does not know, as the end of a sentence about it. */
function renamedField(resource: Resource, { path }: Problem, { contributions }: View): string | undefined {
  const now = contributions.newPathOf(resource, path);
  if (now === undefined) return undefined;
  return now.length === 0 ? 'has no successor' : `is ${pathText(now)}`;
}

/** What the author may have meant, by the names or values that there are. */
function suggestions({ code, path, node, candidates = [] }: Problem): readonly string[] {
  if (code === 'unknown-field') return suggestedNames(String(path.at(-1) ?? ''), candidates);
  return code === 'unsupported-value' && node.kind === 'scalar' ? nearestTo(node.text, candidates) : [];
}
