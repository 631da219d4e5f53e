import { suggestedNames } from '../../fixes/field-names.ts';
import type { Resource } from '../../objects/resource.ts';
import type { RuleContributions } from '../../query/view.ts';
import { type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { Violation } from '../../validation/violation.ts';

/**
 * Returns true if a required field is missing because its name is misspelled: the map that lacks it, or the map that
 * lacks one of its parents, has an unknown field with a similar name, which is reported. The same holds for a field
 * that is one level too high, because its indentation is wrong, for a field that another version of the kind has in its
 * place, and inside an unknown field.
 *
 * It compares the missing field with all unknown fields around it. Other results of a misspelled name are found by
 * checking the object again with the most likely names (`withoutResultsOfMisspellings` of the workspace). That does
 * not correct indentation, or an object with many misspelled names.
 */
export function isMissingByMistake(
  resource: Resource,
  path: NodePath,
  violations: readonly Violation[],
  { fieldSynonyms, counterpartOf }: Pick<RuleContributions, 'counterpartOf' | 'fieldSynonyms'>,
): boolean {
  const unknown = violations.filter(
    ({ problem, releases }) => problem.code === 'unknown-field' && releases.length === 0,
  );
  if (unknown.length === 0) return false;
  const { root } = resource;
  const isReported = unknown.some(
    ({ problem }) =>
      startsWith(path, problem.path) || pathText(counterpartOf(resource, problem.path)?.path ?? []) === pathText(path),
  );
  if (isReported) return true;
  const depth = path.findIndex((_, index) => !nodeAt(root, path.slice(0, index + 1)));
  const missing = path[depth];
  if (typeof missing !== 'string') return false;
  return unknown.some(({ problem }) => {
    const holder = problem.path.slice(0, -1);
    if (!startsWith(path, holder)) return false;
    const name = String(problem.path.at(-1));
    if (holder.length === depth - 1) return name === missing;
    return holder.length === depth && suggestedNames(name, [missing], fieldSynonyms).length > 0;
  });
}

function startsWith(path: NodePath, start: NodePath): boolean {
  return start.every((step, index) => step === path[index]);
}
