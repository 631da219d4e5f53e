import type { Fix } from '../findings/finding.ts';
import { suggestedNames } from '../fixes/field-names.ts';
import { operationFixes, schemaFixes } from '../fixes/schema-fixes.ts';
import { renamedField } from '../resources/renamed-fields.ts';
import { nameOf, type Resource } from '../resources/resource.ts';
import { displayName, minorOf } from '../schemas/releases.ts';
import { pathText } from '../syntax/lookup.ts';
import { nearestTo } from '../text/edit-distance.ts';
import type { Judgement } from '../validation/judge.ts';
import type { Problem, ProblemCode } from '../validation/problem.ts';
import { defineRule, type Report, type Rule } from './rule.ts';

/** What the API server refuses by a kind's schema: one rule for each sort of problem, all from one judgement. */
export function schemaRule(id: ProblemCode, summary: string): Rule {
  return defineRule({
    id,
    severity: 'error',
    effect: 'refused',
    by: 'schema',
    summary,

    // Asked of every object, and of nearly all there is nothing to tell: then without a generator.
    check(resource, view) {
      const own = view.judgements(resource).filter(({ problem }) => problem.code === id);
      return own.map((judgement) => reportOf(judgement.patch ?? resource, judgement));
    },
  });
}

function reportOf(resource: Resource, { problem, releases, kind, isOperation }: Judgement): Report {
  const [near] = suggestions(problem);
  const [since] = releases;
  const who = since
    ? `${displayName(since.provider)} ${minorOf(since.from ?? '')} and later refuse the object`
    : 'the API server refuses the object';
  const field = problem.path.length === 0 ? 'The document' : pathText(problem.path);
  const renamed = problem.code === 'unknown-field' ? renamedField(resource, problem.path) : undefined;
  const question = renamed ? ` Since v1beta2 it ${renamed}.` : near === undefined ? '' : ` Did you mean "${near}"?`;
  const outcome = `${who.charAt(0).toUpperCase()}${who.slice(1)}.`;
  const message =
    problem.code === 'not-served'
      ? `${nameOf(resource)} is refused: ${problem.detail}.`
      : problem.code === 'broken-rule'
        ? `${field} of ${nameOf(resource)} breaks a rule of its kind: ${problem.detail.replace(/\.$/, '')}. ${outcome}`
        : `${field} ${problem.detail} in ${nameOf(resource)}: ${who}.${question}`;
  const fixes: readonly Fix[] = isOperation ? operationFixes(resource, problem) : schemaFixes(resource, problem, kind);
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

/** What the author may have meant, by the names or values that there are. */
function suggestions({ code, path, node, candidates = [] }: Problem): readonly string[] {
  if (code === 'unknown-field') return suggestedNames(String(path.at(-1) ?? ''), candidates);
  return code === 'value-not-allowed' && node.kind === 'scalar' ? nearestTo(node.text, candidates) : [];
}
