import { suggestedNames } from '../fixes/field-names.ts';
import type { Resource } from '../objects/resource.ts';
import { contentOf, withChanges } from '../objects/resource-of.ts';
import type { View } from '../query/view.ts';
import { childOf, type NodePath, pathText } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Reported } from './reported.ts';

/** An object with more misspelled fields is not checked again: each is compared with each report. */
const MAX_MISSPELLED = 20;

/**
 * Returns the reports except results of a misspelled field, which is reported: the same object with the correct names does
 * not have them. `check` returns the reports about an object that replaces the checked one.
 *
 * Required fields that are missing because of a misspelled name are already omitted by their rule (`isMissingByMistake`), also
 * in objects with many misspelled names.
 */
export function withoutResultsOfMisspellings(
  resource: Resource,
  reports: readonly Reported[],
  view: View,
  check: (object: Resource) => readonly Reported[],
): readonly Reported[] {
  if (reports.length < 2 || !reports.some(isUnknownField)) return reports;
  const misspelled = misspelledFields(resource, view);
  if (misspelled.length > MAX_MISSPELLED) return reports;
  let { root } = resource;
  for (const { path, name } of misspelled) root = renamed(root, path, name);
  if (root === resource.root) return reports;
  const isNeeded = identitiesOf(check(withChanges(resource, contentOf(root, resource, resource.model))));
  const remains = (report: Reported) => isUnknownField(report) || isNeeded.has(identityOf(report, misspelled));
  if (reports.every(remains)) return reports;
  // Some rules compare objects by identity, so they also report less of an equal object.
  const ofEqual = identitiesOf(check(withChanges(resource, {})));
  return reports.filter((report) => remains(report) || !ofEqual.has(identityOf(report, [])));
}

function isUnknownField({ finding }: Reported): boolean {
  return finding.rule === 'unknown-field';
}

interface MisspelledField {
  readonly path: NodePath;
  /** The name that was meant. */
  readonly name: string;
}

/** Returns the misspelled fields that all releases reject. */
function misspelledFields(resource: Resource, view: View): readonly MisspelledField[] {
  return view.violations(resource).flatMap(({ problem, releases, patch }) => {
    if (problem.code !== 'unknown-field' || releases.length > 0 || patch) return [];
    const [name] = suggestedNames(
      String(problem.path.at(-1)),
      problem.candidates ?? [],
      view.contributions.fieldSynonyms,
    );
    return name === undefined ? [] : [{ path: problem.path, name }];
  });
}

function identitiesOf(reports: readonly Reported[]): ReadonlySet<string> {
  return new Set(reports.map((report) => identityOf(report, [])));
}

/** Returns the rule and the place, with the correct names of the misspelled fields. */
function identityOf({ finding }: Reported, misspelled: readonly MisspelledField[]): string {
  const { rule, place } = finding;
  let { path } = finding;
  for (const { path: wrong, name } of misspelled)
    if (wrong.every((step, index) => step === path[index])) path = path.with(wrong.length - 1, name);
  return `${rule} ${place.uri} ${pathText(path)}`;
}

/** Returns a tree with another name for a key, unless the map has this name already. */
function renamed(node: Node, [step, ...rest]: NodePath, name: string): Node {
  if (node.kind === 'sequence' && typeof step === 'number')
    return { ...node, items: node.items.map((item, index) => (index === step ? renamed(item, rest, name) : item)) };
  if (node.kind !== 'map' || (rest.length === 0 && childOf(node, name))) return node;
  const entries = node.entries.map((entry) => {
    const { key, value } = entry;
    if (key.kind !== 'scalar' || key.text !== step) return entry;
    return rest.length === 0 ? { key: { ...key, text: name }, value } : { key, value: renamed(value, rest, name) };
  });
  return { ...node, entries };
}
