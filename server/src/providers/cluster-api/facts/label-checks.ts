import { check } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName } from '../../../core/facts/fact.ts';
import { fieldPath, isEmpty, isUnsure } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { removeAt } from '../../../core/fixes/remove-at.ts';
import { setField } from '../../../core/fixes/set-field.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { MapNode, Node, ScalarNode } from '../../../core/syntax/node.ts';
import { isLabelValue, isQualifiedName } from '../../../core/validation/names.ts';
import { isNull } from '../../../core/validation/unknowable.ts';
import { MachineDrainRule } from '../kinds.ts';
import { isKey, OLD } from './row.ts';

/** Checks of labels, annotations and selectors. Source: k8s.io/apimachinery, labels and validation. */

const KEY = 'must be a qualified name such as app or example.com/app';
const VALUE = "must be at most 63 letters, digits, '-', '_' and '.'";

/** Reports invalid keys, operators and values of a label selector. */
export function validSelector(field: string): Check {
  return check('malformed-value', function* (found) {
    const at = [...found.path, ...fieldPath(field)];
    const selector = nodeAt(found.node, fieldPath(field));
    if (!selector || isUnsure(selector)) return;
    yield* labelFaults(found, nodeAt(selector, ['matchLabels']), [...at, 'matchLabels']);
    const expressions = nodeAt(selector, ['matchExpressions']);
    if (expressions?.kind !== 'sequence') return;
    for (const [index, item] of expressions.items.entries())
      yield* expressionFaults(found, item, [...at, 'matchExpressions', index]);
  });
}

function* expressionFaults(found: Found, item: Node, at: NodePath): Iterable<Fault> {
  if (item.kind !== 'map' || isUnsure(item)) return;
  const [key, operator] = [scalarAt(item, ['key']), scalarAt(item, ['operator'])];
  if (key && !isUnsure(key) && !isNull(key) && !isQualifiedName(key.text))
    yield { path: [...at, 'key'], problem: `${fieldName(found, [...at, 'key'])} is "${key.text}", but ${KEY}` };
  if (operator && isUnsure(operator)) return;
  if (!operator || isNull(operator)) {
    // A mutating webhook of the older versions sets an empty operator; otherwise the schema requires the field.
    if (OLD.includes(found.resource.version) || !isKind(found.resource, MachineDrainRule))
      yield { path: [...at, 'operator'], problem: `${fieldName(found, at)} has no operator` };
    return;
  }
  const values = nodeAt(item, ['values']);
  const isFilled = values !== undefined && !isNull(values) && !isEmpty(values);
  const path = [...at, 'values'];
  switch (operator.text) {
    case 'Exists':
    case 'DoesNotExist':
      if (isFilled && !isUnsure(values))
        yield {
          path,
          problem: `${fieldName(found, path)} are set, but the operator ${operator.text} accepts none`,
          remedy: 'Use In or NotIn, or remove the values.',
          fixes: fixIn('Remove values', found.resource, removeAt(found.resource.document, path)),
        };
      return;
    case 'In':
    case 'NotIn':
      if (!isFilled)
        yield {
          path,
          problem: `${fieldName(found, at)} has no values, but the operator ${operator.text} requires at least one`,
        };
      else yield* valueFaults(found, values, path);
      return;
    default:
      yield {
        path: [...at, 'operator'],
        problem: `${fieldName(found, [...at, 'operator'])} is "${operator.text}", but must be In, NotIn, Exists or DoesNotExist`,
      };
  }
}

function* valueFaults(found: Found, values: Node, at: NodePath): Iterable<Fault> {
  if (values.kind !== 'sequence') return;
  for (const [index, value] of values.items.entries())
    if (value.kind === 'scalar' && !isUnsure(value) && !isNull(value) && !isLabelValue(value.text))
      yield { path: [...at, index], problem: `${fieldName(found, [...at, index])} is "${value.text}", but ${VALUE}` };
}

/** Reports invalid labels and annotations in the metadata of a template. */
export function validLabels(field: string): Check {
  return check('malformed-value', function* (found) {
    const at = [...found.path, ...fieldPath(field)];
    const metadata = nodeAt(found.node, fieldPath(field));
    yield* labelFaults(found, nodeAt(metadata, ['labels']), [...at, 'labels']);
    for (const { key, value } of entriesOf(nodeAt(metadata, ['annotations'])))
      if (!isNull(value) && !isKey(key.text.toLowerCase()))
        yield {
          path: [...at, 'annotations', key.text],
          problem: `The key "${key.text}" in ${fieldName(found, [...at, 'annotations'])} ${KEY}`,
        };
  });
}

function* labelFaults(found: Found, labels: Node | undefined, at: NodePath): Iterable<Fault> {
  for (const { key, value } of entriesOf(labels)) {
    // The API server drops keys with null.
    if (isNull(value)) continue;
    const path = [...at, key.text];
    if (!isKey(key.text)) yield { path, problem: `The key "${key.text}" in ${fieldName(found, at)} ${KEY}` };
    if (value.kind === 'scalar' && !isUnsure(value) && !isLabelValue(value.text))
      yield { path, problem: `${fieldName(found, path)} is "${value.text}", but ${VALUE}` };
  }
}

/** Reports an empty selector. */
export function nonEmptySelector(field: string): Check {
  return check('required-field', function* (found) {
    const selector = nodeAt(found.node, fieldPath(field));
    if (isUnsure(found.node) || (selector && isUnsure(selector))) return;
    for (const name of ['matchLabels', 'matchExpressions']) {
      const part = nodeAt(selector, [name]);
      if (part && (isUnsure(part) || isNonEmpty(part))) return;
    }
    const path = [...found.path, ...fieldPath(field)];
    yield {
      path,
      problem: `${fieldName(found, path)} selects nothing`,
      remedy: 'Set matchLabels or matchExpressions.',
    };
  });
}

/** Returns true if a part of a selector is not empty. The API server drops keys with null. */
function isNonEmpty(part: Node): boolean {
  return part.kind === 'map' ? part.entries.some(({ value }) => !isNull(value)) : !isNull(part) && !isEmpty(part);
}

export interface Selected {
  readonly selector: string;
  readonly metadata: string;
  /** The label that the webhook sets in both, and the field with its value. */
  readonly copies?: { readonly label: string; readonly from: string };
}

/** Reports template labels that the selector does not match. */
export function selectsTemplateLabels({ selector, metadata, copies }: Selected): Check {
  return check('conflicting-values', function* (found) {
    const wanted = nodeAt(found.node, fieldPath(selector));
    const template = nodeAt(found.node, fieldPath(metadata));
    if (!wanted || isUnsure(wanted) || (template && isUnsure(template))) return;
    const own = nodeAt(template, ['labels']);
    if (own && isUnsure(own)) return;
    const labels = textsOf(own);
    const required = textsOf(nodeAt(wanted, ['matchLabels']));
    const unknown = copies?.label;
    const at = [...found.path, ...fieldPath(metadata), 'labels'];
    for (const [key, value] of required ?? []) {
      if (!labels || key === unknown || isTemplate(key) || value === undefined) continue;
      const has = labels.get(key);
      if (labels.has(key) ? has === undefined || has === value : hasTemplateKey(labels)) continue;
      yield {
        path: labels.has(key) ? [...at, key] : at,
        problem: `${fieldName(found, at)} ${labels.has(key) ? `contain ${key}: ${has}` : `lack ${key}`}, but ${selector} requires ${key}: ${value}`,
        remedy: `Set ${key}: ${value} in both.`,
        fixes: fixIn(
          `Set ${key}: ${value} in the labels`,
          found.resource,
          setField(found.resource.document, [...at, key].map(String), value),
        ),
      };
    }
    yield* unmatchedExpression(found, wanted, labels, { unknown, at, selector });
  });
}

function* unmatchedExpression(
  found: Found,
  wanted: Node,
  labels: ReadonlyMap<string, string | undefined> | undefined,
  { unknown, at, selector }: { unknown: string | undefined; at: NodePath; selector: string },
): Iterable<Fault> {
  const expressions = nodeAt(wanted, ['matchExpressions']);
  if (!labels || expressions?.kind !== 'sequence' || hasTemplateKey(labels)) return;
  for (const item of expressions.items) {
    const [key, operator] = [scalarAt(item, ['key']), scalarAt(item, ['operator'])];
    const values = nodeAt(item, ['values']);
    if (!key || !operator || isUnsure(key) || isUnsure(operator) || key.text === unknown) continue;
    const hasLabel = labels.has(key.text);
    const value = labels.get(key.text);
    if (hasLabel && value === undefined) continue;
    const listed = values?.kind === 'sequence' ? values.items : [];
    if (listed.some((each) => isUnsure(each))) continue;
    const isListed = hasLabel && listed.some((each) => each.kind === 'scalar' && each.text === value);
    const fits: Readonly<Record<string, boolean>> = {
      In: isListed,
      NotIn: !isListed,
      Exists: hasLabel,
      DoesNotExist: !hasLabel,
    };
    if (fits[operator.text] !== false) continue;
    yield {
      path: at,
      problem: `${fieldName(found, at)} do not match the expression "${key.text} ${operator.text}" of ${selector}`,
    };
    return;
  }
}

function hasTemplateKey(labels: ReadonlyMap<string, string | undefined>): boolean {
  return [...labels.keys()].some((key) => key === '<<' || isTemplate(key));
}

/** Returns the labels of a map, with undefined for unknown values. An absent map has no labels. */
function textsOf(node: Node | undefined): ReadonlyMap<string, string | undefined> | undefined {
  if (!node || isNull(node)) return new Map();
  if (node.kind !== 'map') return undefined;
  return new Map(
    entriesOf(node).map(({ key, value }) => [
      key.text,
      value.kind !== 'scalar' || isUnsure(value) ? undefined : isNull(value) ? '' : value.text,
    ]),
  );
}

function entriesOf(node: Node | undefined): readonly { readonly key: ScalarNode; readonly value: Node }[] {
  if (node?.kind !== 'map') return [];
  return (node as MapNode).entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [{ key, value }] : []));
}
