import { isTemplate } from '../objects/template-text.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapNode, Node, SequenceNode } from '../syntax/node.ts';
import { checkScalar, typeProblem } from './check-scalar.ts';
import { fieldsOf } from './fields.ts';
import { isCheckedFormat } from './formats.ts';
import { checkListType } from './list-type.ts';
import { below, type Problem, pathOf, type Spot, type Walk } from './problem.ts';
import { isNull, isUnknowable } from './unknowable.ts';
import { isWrittenByWebhook } from './webhooks/written-node.ts';

/**
 * Walks a value along its schema and collects what the API server would refuse. `spot` is where the value's own key
 * stands. A value that something renders later matches everything.
 */
export function validateValue(node: Node, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  if (isUnknowable(node)) return;
  if (node.kind === 'scalar') {
    checkScalar(node, schema, spot, walk);
    return;
  }
  const isMap = node.kind === 'map';
  const fits =
    schema.type === undefined ? !schema['x-kubernetes-int-or-string'] : schema.type === (isMap ? 'object' : 'array');
  // The API server leaves the type of lists to whoever checks the format, who looks at texts alone.
  if (!isMap && schema.type === 'string' && isCheckedFormat(schema.format)) return;
  if (!fits) {
    walk.problems.push(typeProblem(node, isMap ? 'an object' : 'a list', schema, spot));
    reportStrayFields(node, schema, spot, walk);
    return;
  }
  if (node.kind === 'map') validateObject(node, schema, spot, walk);
  else validateList(node, schema, spot, walk);
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
  const present: string[] = [];
  for (const { key, entry } of fieldsOf(map, spot, walk)) {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const field = own ?? open;
    if (implied?.has(key) && !own) continue;
    if (field === undefined) {
      if (!keepsUnknown && !isTemplate(key))
        walk.problems.push(unknownField(entry.key, [...pathOf(spot), key], schema));
      continue;
    }
    // An author's null under a field that cannot be null is as good as not written; that of a webhook stays.
    const isWritten = isWrittenByWebhook(entry.value);
    if (!isWritten && isNull(entry.value) && field.nullable !== true) continue;
    present.push(key);
    if (isWritten || !isNull(entry.value)) validateValue(entry.value, field, below(spot, key, entry.key.span), walk);
  }
  checkRequired(map, schema, present, spot, walk);
  checkSize(map, schema, present, spot, walk);
}

function unknownField(key: Node, path: NodePath, schema: StructuralSchema): Problem {
  const candidates = Object.keys(schema.properties ?? {});
  return { code: 'unknown-field', path, span: key.span, node: key, schema, candidates, detail: 'is no field here' };
}

function checkRequired(
  map: MapNode,
  schema: StructuralSchema,
  present: readonly string[],
  spot: Spot,
  walk: Walk,
): void {
  for (const key of schema.required ?? []) {
    const property = schema.properties?.[key];
    if (present.includes(key) || property?.default !== undefined) continue;
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

function checkSize(map: MapNode, schema: StructuralSchema, present: readonly string[], spot: Spot, walk: Walk): void {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, properties = {} } = schema;
  if (minProperties === 0 && maxProperties === Number.POSITIVE_INFINITY) return;
  const defaulted = Object.keys(properties).filter(
    (key) => properties[key]?.default !== undefined && !present.includes(key),
  );
  const count = present.length + defaulted.length;
  if (count < minProperties) bounds(walk, map, spot, `has ${count} fields, and must have ${minProperties} or more`);
  if (count > maxProperties)
    bounds(walk, map, spot, `has ${count} fields, and may have ${maxProperties} at most`, true);
}

function validateList(list: SequenceNode, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const count = list.items.length;
  if (count < minItems) bounds(walk, list, spot, `has ${count} items, and must have ${minItems} or more`);
  if (count > maxItems) bounds(walk, list, spot, `has ${count} items, and may have ${maxItems} at most`, true);
  if (!items) return;
  for (const [index, item] of list.items.entries()) validateValue(item, items, below(spot, index, item.span), walk);
  checkListType(list, schema, spot, walk);
}

function bounds(walk: Walk, node: Node, spot: Spot, detail: string, blocksRules = false): void {
  walk.problems.push({ code: 'value-out-of-range', path: pathOf(spot), span: spot.span, node, detail, blocksRules });
}
