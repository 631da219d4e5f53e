import type { Fix } from '../findings/finding.ts';
import { fixIn } from '../fixes/fix.ts';
import { removeAt } from '../fixes/remove-at.ts';
import { isTemplate } from '../objects/template-text.ts';
import { childOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { isNull, isUnknowable } from '../validation/unknowable.ts';
import type { Found } from './fact.ts';

/** Returns the scalar of a field with its path, if it is set and known. */
export function textsAt(
  found: Found,
  field: string,
): readonly { readonly node: ScalarNode; readonly path: NodePath }[] {
  const node = textAt(found, field);
  return node ? [{ node, path: pathTo(found, field) }] : [];
}

/** Returns the scalar of a field, if it is set and known. */
export function textAt(found: Found, field: string): ScalarNode | undefined {
  const node = nodeAt(found.node, fieldPath(field));
  return node?.kind === 'scalar' && !isNull(node) && !isUnsure(node) ? node : undefined;
}

/** Returns the number of a scalar; undefined if it is not a number. */
export function numberOf(node: ScalarNode): number | undefined {
  const value = readScalar(node);
  return value.type === 'integer' || value.type === 'number' ? value.value : undefined;
}

/** Returns the fix that removes a field. */
export function removal(found: Found, field: string): readonly Fix[] {
  return fixIn(`Remove ${field}`, found.resource, removeAt(found.resource.document, pathTo(found, field)));
}

/** Returns the path of a field from the root of the document. */
export function pathTo(found: Found, field: string): NodePath {
  return [...found.path, ...fieldPath(field)];
}

/** Returns the path of a field relative to a place; digits are indices, and the empty string is the place itself. */
export function fieldPath(field: string): NodePath {
  let path = PATHS.get(field);
  if (!path) {
    path = field === '' ? [] : field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    PATHS.set(field, path);
  }
  return path;
}

/** Rows name the same few fields for every object. */
const PATHS = new Map<string, NodePath>();

/** Returns true for a field that is set, and not to null. */
export function isWritten(node: Node | undefined): boolean {
  return node !== undefined && !isNull(node);
}

export function isEmpty(node: Node): boolean {
  if (node.kind === 'scalar') return node.text === '';
  return node.kind === 'sequence' ? node.items.length === 0 : node.entries.length === 0;
}

/** Returns true for a template, or for a string that represents another, such as base64 tagged `!!binary`. */
export function isUnsure(node: Node): boolean {
  return (
    isUnknowable(node) || (node.kind === 'scalar' && (isTemplate(node.text) || node.tag?.endsWith('binary') === true))
  );
}

/** Returns true if no parent of a field is a template, which could contain the field. */
export function isKnownTo(node: Node, path: NodePath): boolean {
  let current: Node | undefined = node;
  for (const step of path) {
    if (current && isUnsure(current)) return false;
    current = typeof step === 'string' ? childOf(current, step) : nodeAt(current, [step]);
  }
  return !current || !isUnsure(current);
}
