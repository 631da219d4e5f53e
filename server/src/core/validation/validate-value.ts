import { isTemplate } from '../resources/template-text.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapNode, Node, SequenceNode } from '../syntax/node.ts';
import { checkScalar, typeProblem } from './check-scalar.ts';
import { fieldsOf } from './fields.ts';
import { checkListType } from './list-type.ts';
import { below, type Problem, pathOf, type Spot, type Walk } from './problem.ts';
import { isEmptyText, isNull, isUnknowable } from './unknowable.ts';

/**
 * Walks a value along its schema and collects what the API server would refuse. `spot` is where the value's own key
 * stands. A value that something renders later matches everything.
 */
export function validateValue(node: Node, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  if (isUnknowable(node)) return;
  if (node.kind === 'scalar') {
    if (!isDropped(spot, walk)) checkScalar(node, schema, spot, walk);
    return;
  }
  const isMap = node.kind === 'map';
  const fits =
    schema.type === undefined ? !schema['x-kubernetes-int-or-string'] : schema.type === (isMap ? 'object' : 'array');
  if (!fits) {
    walk.problems.push(typeProblem(node, isMap ? 'an object' : 'a list', schema, spot));
    reportStrayFields(node, schema, spot, walk);
    return;
  }
  if (node.kind === 'map') validateObject(node, schema, spot, walk);
  else validateList(node, schema, spot, walk);
}

function isDropped(spot: Spot, { webhook }: Walk): boolean {
  return webhook.drops.size > 0 && webhook.drops.has(fieldPath(spot));
}

/** The path without indices, as tables of fields write it. */
function fieldPath(spot: Spot): string {
  return pathOf(spot)
    .filter((step) => typeof step === 'string')
    .join('.');
}

/** In a value of the wrong shape strict decoding still meets fields, none of which the schema knows there. */
function reportStrayFields(node: Node, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  if (schema['x-kubernetes-preserve-unknown-fields'] || node.kind === 'scalar') return;
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) reportStrayFields(item, {}, below(spot, index, item.span), walk);
    return;
  }
  for (const { key, entry } of fieldsOf(node, spot, walk))
    walk.problems.push(unknownField(entry.key, [...pathOf(spot), key], {}));
}

export function validateObject(
  map: MapNode,
  schema: StructuralSchema,
  spot: Spot,
  walk: Walk,
  implied?: ReadonlySet<string>,
): void {
  const { properties, additionalProperties } = schema;
  const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  const present = new Set<string>();
  for (const { key, entry } of fieldsOf(map, spot, walk)) {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const field = own ?? open;
    if (implied?.has(key) && !own) continue;
    if (field === undefined) {
      if (!keepsUnknown && !isTemplate(key))
        walk.problems.push(unknownField(entry.key, [...pathOf(spot), key], schema));
      continue;
    }
    // A null under a field that cannot be null is as good as not written.
    if (isNull(entry.value) && field.nullable !== true) continue;
    // A webhook that writes the object anew leaves out a text that is empty, unless it is required.
    if (walk.webhook.omits && isOmitted(entry.value, field) && !schema.required?.includes(key)) continue;
    present.add(key);
    if (!isNull(entry.value)) validateValue(entry.value, field, below(spot, key, entry.key.span), walk);
  }
  checkRequired(map, schema, present, spot, walk);
  if (walk.webhook.heals) checkMaterialised(map, schema, present, spot, walk);
  checkSize(map, schema, present, spot, walk);
}

function unknownField(key: Node, path: NodePath, schema: StructuralSchema): Problem {
  const candidates = Object.keys(schema.properties ?? {});
  return { code: 'unknown-field', path, span: key.span, node: key, schema, candidates, detail: 'is no field here' };
}

function checkRequired(
  map: MapNode,
  schema: StructuralSchema,
  present: ReadonlySet<string>,
  spot: Spot,
  walk: Walk,
): void {
  const { heals, demands, drops } = walk.webhook;
  const here = demands.size + drops.size === 0 ? undefined : fieldPath(spot);
  const demanded = here === undefined ? [] : demandedBelow(here, schema, demands);
  for (const key of demanded.length === 0
    ? (schema.required ?? [])
    : new Set([...(schema.required ?? []), ...demanded])) {
    const property = schema.properties?.[key];
    if (present.has(key) || property?.default !== undefined) continue;
    if (heals && property && !demanded.includes(key) && acceptsEmpty(property)) continue;
    if (here !== undefined && drops.has(`${here}.${key}`)) continue;
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

function demandedBelow(
  here: string,
  { properties = {} }: StructuralSchema,
  demands: ReadonlySet<string>,
): readonly string[] {
  return Object.keys(properties).filter((key) => demands.has(here === '' ? key : `${here}.${key}`));
}

function isOmitted(node: Node, schema: StructuralSchema): boolean {
  return schema.type === 'string' && schema.format !== 'date-time' && isEmptyText(node);
}

/** Go's structs cannot be absent: where one is left out, a webhook writes it with what it requires, and that empty. */
const STRUCTS = ['spec', 'template', 'controlPlane', 'infrastructure'];

function checkMaterialised(
  map: MapNode,
  schema: StructuralSchema,
  present: ReadonlySet<string>,
  spot: Spot,
  walk: Walk,
): void {
  for (const key of STRUCTS) {
    const struct = schema.properties?.[key];
    if (struct?.type !== 'object' || present.has(key)) continue;
    // One that is not healed is reported as missing itself.
    if (schema.required?.includes(key) && !acceptsEmpty(struct)) continue;
    const empty: MapNode = { ...map, entries: [] };
    const inside = below(spot, key, spot.span);
    checkRequired(empty, struct, new Set(), inside, walk);
    checkMaterialised(empty, struct, new Set(), inside, walk);
  }
}

/** Whether the zero value that a webhook writes (`""`, `0`, `{}`) passes; null, which it writes for lists, does not. */
function acceptsEmpty(schema: StructuralSchema): boolean {
  if (schema['x-kubernetes-int-or-string']) return true;
  if (schema.enum && !schema.enum.includes(schema.type === 'string' ? '' : 0)) return false;
  if (schema.type === 'string')
    return !schema.minLength && !schema.format && (!schema.pattern || new RegExp(schema.pattern).test(''));
  if (schema.type === 'integer' || schema.type === 'number')
    return (schema.minimum ?? 0) <= 0 && (schema.maximum ?? 0) >= 0;
  if (schema.type === undefined) return true;
  if (schema.type === 'object')
    return (
      !schema.minProperties && (schema.required ?? []).every((key) => acceptsEmpty(schema.properties?.[key] ?? {}))
    );
  return schema.type === 'boolean';
}

function checkSize(map: MapNode, schema: StructuralSchema, present: ReadonlySet<string>, spot: Spot, walk: Walk): void {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, properties = {} } = schema;
  if ((minProperties === 0 && maxProperties === Number.POSITIVE_INFINITY) || isDropped(spot, walk)) return;
  const defaulted = Object.keys(properties).filter(
    (key) => properties[key]?.default !== undefined && !present.has(key),
  );
  const count = present.size + defaulted.length;
  if (count < minProperties) bounds(walk, map, spot, `has ${count} fields, and must have ${minProperties} or more`);
  if (count > maxProperties) bounds(walk, map, spot, `has ${count} fields, and may have ${maxProperties} at most`);
}

function validateList(list: SequenceNode, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const count = list.items.length;
  if (count < minItems) bounds(walk, list, spot, `has ${count} items, and must have ${minItems} or more`);
  if (count > maxItems) bounds(walk, list, spot, `has ${count} items, and may have ${maxItems} at most`);
  if (!items) return;
  for (const [index, item] of list.items.entries()) {
    // A null item comes back from a webhook as an empty one.
    if (walk.webhook.heals && isNull(item)) continue;
    validateValue(item, items, below(spot, index, item.span), walk);
  }
  checkListType(list, schema, spot, walk);
}

function bounds(walk: Walk, node: Node, spot: Spot, detail: string): void {
  walk.problems.push({ code: 'out-of-bounds', path: pathOf(spot), span: spot.span, node, detail });
}
