import { isTemplate } from '../objects/template-text.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapNode, Node, SequenceNode } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { checkScalar, count as counted, typeProblem } from './check-scalar.ts';
import { fieldsOf } from './fields.ts';
import { isCheckedFormat } from './formats.ts';
import { checkListType } from './list-type.ts';
import { below, type Location, type Problem, pathOf, type Walk } from './problem.ts';
import { NO_FIELD } from './problem-text.ts';
import { isNull, isOmittedStructure, isUnknowable } from './unknowable.ts';
import { isWrittenByWebhook } from './webhooks/written-node.ts';

/** The number of problems of one object after which no further values are checked: a rule reports at most 1,000. */
const MAX_PROBLEMS = 5_000;

/**
 * Walks a value along its schema and collects what the API server rejects. `spot` is the key of the value. A value that is
 * rendered later matches every schema.
 */
export function validateValue(node: Node, schema: StructuralSchema, spot: Location, walk: Walk): void {
  if (walk.problems.length >= MAX_PROBLEMS) return;
  if (isUnknowable(node) && !isOmittedStructure(node, schema)) return;
  if (node.kind === 'scalar') {
    checkScalar(node, schema, spot, walk);
    return;
  }
  const isMap = node.kind === 'map';
  const fits =
    schema.type === undefined ? !schema['x-kubernetes-int-or-string'] : schema.type === (isMap ? 'object' : 'array');
  // The API server leaves the type of lists to the check of the format, which looks only at strings.
  if (!isMap && schema.type === 'string' && isCheckedFormat(schema.format)) return;
  if (!fits) {
    walk.problems.push(typeProblem(node, isMap ? 'an object' : 'a list', schema, spot));
    return;
  }
  if (node.kind === 'map') validateObject(node, schema, spot, walk);
  else validateList(node, schema, spot, walk);
}

/** Checks the fields of an object. `implied` are fields that are valid although the schema does not list them. */
export function validateObject(
  map: MapNode,
  schema: StructuralSchema,
  spot: Location,
  walk: Walk,
  implied?: ReadonlySet<string>,
): void {
  const { properties, additionalProperties } = schema;
  const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  const present: string[] = [];
  let hasUnknown = false;
  for (const { key, entry } of fieldsOf(map, spot, walk)) {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const field = own ?? open;
    if (implied?.has(key) && !own) continue;
    if (field === undefined) {
      if (!keepsUnknown && !isTemplate(key) && walk.problems.length < MAX_PROBLEMS) {
        walk.problems.push(unknownField(entry.key, [...pathOf(spot), key], schema, implied));
        hasUnknown = true;
      }
      continue;
    }
    // The API server drops an author's null if the field is not nullable, and keeps that of a webhook.
    const isWritten = isWrittenByWebhook(entry.value);
    if (!isWritten && isNull(entry.value) && field.nullable !== true) continue;
    present.push(key);
    if (isWritten || !isNull(entry.value)) validateValue(entry.value, field, below(spot, key, entry.key.span), walk);
  }
  checkRequired(map, schema, present, spot, walk);
  checkSize(map, schema, present, hasUnknown, spot, walk);
}

function unknownField(
  key: Node,
  path: NodePath,
  schema: StructuralSchema,
  implied: ReadonlySet<string> | undefined,
): Problem {
  const candidates = implied ? namesAtRoot(schema, implied) : namesOf(schema);
  return { code: 'unknown-field', path, span: key.span, node: key, schema, candidates, detail: NO_FIELD };
}

/** Shared by all unknown fields of a schema, of which there can be thousands. */
const namesOf = memoize(({ properties = {} }: StructuralSchema): readonly string[] => Object.keys(properties));

function namesAtRoot(schema: StructuralSchema, implied: ReadonlySet<string>): readonly string[] {
  return [...namesOf(schema), ...implied];
}

/** The number of missing fields of one object that are reported. The bundled schemas require fewer. */
const MAX_MISSING = 20;

function checkRequired(
  map: MapNode,
  schema: StructuralSchema,
  present: readonly string[],
  spot: Location,
  walk: Walk,
): void {
  const { required = [] } = schema;
  const set: { has(key: string): boolean } =
    required.length > MAX_MISSING ? new Set(present) : { has: (key) => present.includes(key) };
  let count = 0;
  for (const key of required) {
    const property = schema.properties?.[key];
    if (set.has(key) || property?.default !== undefined) continue;
    if (count === 0 && hasTemplatedKey(map)) return;
    if (count++ === MAX_MISSING) {
      const detail = `lacks more than ${MAX_MISSING} required fields`;
      walk.problems.push({ code: 'check-limit-exceeded', path: pathOf(spot), span: spot.span, node: map, detail });
      return;
    }
    walk.problems.push({
      code: 'required-field',
      path: [...pathOf(spot), key],
      span: spot.span,
      node: map,
      ...(property ? { schema: property } : {}),
      detail: 'is missing',
    });
  }
}

/** True if a template in a key renders to an unknown field, or to several. */
function hasTemplatedKey(map: MapNode): boolean {
  return map.entries.some(({ key }) => key.kind === 'scalar' && isTemplate(key.text));
}

function checkSize(
  map: MapNode,
  schema: StructuralSchema,
  present: readonly string[],
  hasUnknown: boolean,
  spot: Location,
  walk: Walk,
): void {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, properties = {} } = schema;
  if (minProperties === 0 && maxProperties === Number.POSITIVE_INFINITY) return;
  const defaulted = Object.keys(properties).filter(
    (key) => properties[key]?.default !== undefined && !present.includes(key),
  );
  const count = present.length + defaulted.length;
  const hasTooMany = count > maxProperties;
  if ((count >= minProperties && !hasTooMany) || hasTemplatedKey(map)) return;
  // If the object has an unknown field, that is the mistake.
  if (!hasTooMany && !hasUnknown)
    bounds(walk, map, spot, `must have at least ${counted(minProperties, 'field')}, but has ${count}`);
  if (hasTooMany)
    bounds(walk, map, spot, `must have at most ${counted(maxProperties, 'field')}, but has ${count}`, true);
}

function validateList(list: SequenceNode, schema: StructuralSchema, spot: Location, walk: Walk): void {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const count = list.items.length;
  if (count < minItems) bounds(walk, list, spot, `must have at least ${counted(minItems, 'item')}, but has ${count}`);
  if (count > maxItems)
    bounds(walk, list, spot, `must have at most ${counted(maxItems, 'item')}, but has ${count}`, true);
  if (!items) return;
  for (const [index, item] of list.items.entries()) validateValue(item, items, below(spot, index, item.span), walk);
  checkListType(list, schema, spot, walk);
}

function bounds(walk: Walk, node: Node, spot: Location, detail: string, blocksRules = false): void {
  walk.problems.push({ code: 'value-out-of-range', path: pathOf(spot), span: spot.span, node, detail, blocksRules });
}
