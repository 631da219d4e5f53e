import type { Fix } from '../../findings/finding.ts';
import { suggestedNames } from '../../fixes/field-names.ts';
import { fixAcross } from '../../fixes/fix.ts';
import { linesOf, linesSpan, moveTo } from '../../fixes/move-field.ts';
import { removeField } from '../../fixes/remove-field.ts';
import { columnOf, eol, indentStep } from '../../fixes/set-field.ts';
import type { Resource } from '../../objects/resource.ts';
import type { RuleContributions } from '../../query/view.ts';
import { fieldPlaces } from '../../schemas/field-places.ts';
import { schemaAtPath } from '../../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { keyPositionIn } from '../../syntax/key-positions.ts';
import { entryOf, type NodePath, nodeAt, pathText } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { groupBy } from '../../text/group-by.ts';
import { memoize } from '../../text/memoize.ts';
import type { Problem } from '../../validation/problem.ts';
import type { Violation } from '../../validation/violation.ts';
import { accepts } from './accepts.ts';

/** Fields without the objects that contain them: `spec.image` instead of `spec.template.spec.image`. */
export interface LostParent {
  /** The unknown fields, all in one object. */
  readonly problems: readonly Problem[];
  /** The object that has these fields. It is not set, or lacks the only field. */
  readonly path: NodePath;
  /** The first object on this path, or the field in it, that is not set. */
  readonly missing: NodePath;
}

type Knowledge = Pick<RuleContributions, 'counterpartOf' | 'fieldSynonyms'>;

/** Deeper objects and objects in lists are rarely meant. */
const MAX_DEPTH = 3;
/** A map of a manifest has fewer unknown fields. */
const MAX_FIELDS = 100;

/** Returns the objects that an object lacks although their fields are set, one level or more above. */
export function lostParents(
  resource: Resource,
  violations: readonly Violation[],
  knowledge: Knowledge,
): readonly LostParent[] {
  const unexplained = violations.flatMap(({ problem, releases, isOperation }) => {
    if (problem.code !== 'unknown-field' || releases.length > 0 || isOperation || !problem.schema) return [];
    const name = String(problem.path.at(-1));
    if (suggestedNames(name, problem.candidates ?? [], knowledge.fieldSynonyms).length > 0) return [];
    return knowledge.counterpartOf(resource, problem.path) ? [] : [problem];
  });
  const byHolder = groupBy(unexplained, ({ path }) => pathText(path.slice(0, -1)));
  return [...byHolder.values()].flatMap((problems) =>
    problems.length > MAX_FIELDS ? [] : inHolder(resource, problems),
  );
}

/** Returns true if a field is missing because its object, or one around it, is lost. */
export function isInLostParent(path: NodePath, lost: readonly LostParent[]): boolean {
  return lost.some(({ missing }) => missing.every((step, index) => step === path[index]));
}

/** Finds the object that can contain the most of the unknown fields, then that of the others. */
function inHolder(resource: Resource, problems: readonly Problem[]): readonly LostParent[] {
  const [first] = problems;
  const schema = first?.schema;
  if (!first || !schema) return [];
  const holder = first.path.slice(0, -1);
  const byPlace = new Map<string, { readonly path: readonly string[]; readonly fields: Problem[] }>();
  for (const problem of problems) {
    const value = nodeAt(resource.root, problem.path);
    for (const place of placesBelow(schema).get(String(problem.path.at(-1))) ?? []) {
      const parent = nodeAt(resource.root, [...holder, ...place.path]);
      // One field can also be missing in an object that is set.
      if (parent && (parent.kind !== 'map' || problems.length > 1 || entryOf(parent, String(problem.path.at(-1)))))
        continue;
      if (!value || !hasKindOf(value, place.schema)) continue;
      const key = place.path.join('.');
      const known = byPlace.get(key) ?? { path: place.path, fields: [] };
      byPlace.set(key, known);
      known.fields.push(problem);
    }
  }
  const [best, second] = [...byPlace.values()].sort(
    (one, other) => other.fields.length - one.fields.length || one.path.length - other.path.length,
  );
  const isUnique =
    !second || !best || best.fields.length > second.fields.length || best.path.length < second.path.length;
  if (!best || !isUnique) return [];
  // A single field may belong in several objects, and many objects have a scalar of a common name.
  const [single, ...others] = best.fields;
  if (single && others.length === 0 && (byPlace.size > 1 || nodeAt(resource.root, single.path)?.kind === 'scalar'))
    return [];
  const path = [...holder, ...best.path];
  const field = [...path, String(single?.path.at(-1))];
  const depth = field.findIndex((_, index) => !nodeAt(resource.root, field.slice(0, index + 1)));
  const rest = problems.filter((problem) => !best.fields.includes(problem));
  return [
    { problems: best.fields, path, missing: field.slice(0, depth + 1) },
    ...(rest.length > 0 ? inHolder(resource, rest) : []),
  ];
}

/** The places of the fields below an object. */
const placesBelow = memoize((schema: StructuralSchema) =>
  fieldPlaces(schema, (path) => path.length <= MAX_DEPTH && path.at(-1) !== 'status'),
);

function hasKindOf(value: Node, { type }: StructuralSchema): boolean {
  if (value.kind === 'map') return type === 'object';
  return value.kind === 'sequence' ? type === 'array' : type !== 'object' && type !== 'array';
}

/** Returns the fix that moves the fields into the missing objects. Empty if they require more, or share lines. */
export function moveIntoParents(
  resource: Resource,
  { problems, path, missing }: LostParent,
  kind: StructuralSchema,
): readonly Fix[] {
  const { document, root } = resource;
  const names = problems.map((problem) => String(problem.path.at(-1)));
  const held = problems.flatMap(({ node }) => keyPositionIn(root, node) ?? []);
  const [first] = held;
  // The values were not checked, because the fields are unknown.
  const isAccepted = held.every(({ entry }, index) => {
    const schema = schemaAtPath(kind, [...path, names[index] ?? '']);
    return schema !== undefined && accepts(schema, entry.value);
  });
  if (!isAccepted) return [];
  if (first && held.length === 1 && names[0] !== undefined)
    return moveTo(resource, first.map, first.entry, kind, { path, name: names[0] });
  const parents = path.slice(missing.length - 1);
  // The fields are where the first missing object belongs.
  if (!first || held.length < problems.length || path.length - parents.length !== (problems[0]?.path.length ?? 0) - 1)
    return [];
  const isEnough = parents.every((_, index) => {
    const required = schemaAtPath(kind, path.slice(0, missing.length + index))?.required ?? [];
    return required.every((key) => (index + 1 < parents.length ? key === parents[index + 1] : names.includes(key)));
  });
  const step = ' '.repeat(indentStep(document));
  const indent = ' '.repeat(columnOf(document, first.entry.key.span.start));
  const lines = held.map(({ entry }) => linesOf(resource, entry));
  if (!isEnough || first.map.flow || lines.includes(undefined)) return [];
  const newText = [
    ...parents.map((key, depth) => `${step.repeat(depth)}${key}:`),
    ...lines.flatMap((each) => (each ?? []).map((line) => (line === '' ? '' : step.repeat(parents.length) + line))),
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join(eol(document));
  const removals = held.slice(1).map(({ map, entry }) => removeField(document, map, entry.key));
  if (removals.includes(undefined)) return [];
  const changes = [{ span: linesSpan(resource, first.entry), newText }, ...removals.flatMap((each) => each ?? [])];
  return fixAcross(
    `Move ${names.length} fields to ${pathText(path)}`,
    changes.map((change) => ({ resource, change })),
  );
}
