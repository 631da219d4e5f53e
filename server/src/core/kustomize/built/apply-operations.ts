import type { PatchOperation } from '../../objects/json-patch.ts';
import { entryOf } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { isNull } from '../../validation/unknowable.ts';
import { withItems, withValue } from './edit-tree.ts';
import type { Origins } from './origins.ts';

/**
 * Returns an object after the operations of a JSON patch; undefined if one of them fails, which ends the build.
 *
 * Source: github.com/evanphx/json-patch, with the options of kustomize.
 */
export function applyOperations(root: Node, operations: readonly PatchOperation[], origins: Origins): Node | undefined {
  let result: Node | undefined = root;
  for (const operation of operations) {
    result = result && apply(result, operation, origins);
    // Copies can double the size of an object again and again.
    if (!result || (operation.op === 'copy' && isTooLarge(result))) return undefined;
  }
  return result;
}

function isTooLarge(root: Node): boolean {
  const open = [root];
  for (let count = 0; count < open.length; count++) {
    if (count > MAX_NODES) return true;
    const node = open[count];
    if (node?.kind === 'sequence') open.push(...node.items);
    else if (node?.kind === 'map') open.push(...node.entries.map(({ value }) => value));
  }
  return false;
}

const MAX_NODES = 20_000;

function apply(root: Node, { op, path, from, value }: PatchOperation, origins: Origins): Node | undefined {
  const steps = path.steps.map(({ text }) => text);
  const source = from?.steps.map(({ text }) => text);
  if (op === 'test') return root;
  if (op === 'remove') return edit(root, steps, REMOVE, origins);
  if (op === 'add') return value && edit(root, steps, { value, isNew: true }, origins);
  if (op === 'replace') return value && edit(root, steps, { value, isNew: false }, origins);
  const moved = source && valueAt(root, source);
  if (!moved) return undefined;
  const left = op === 'move' ? edit(root, source, REMOVE, origins) : root;
  return left && edit(left, steps, { value: moved, isNew: true }, origins);
}

interface Edit {
  /** Absent for a removal. */
  readonly value?: Node;
  /** True if the place need not exist. */
  readonly isNew: boolean;
}

const REMOVE: Edit = { isNew: false };

function edit(node: Node, [step, ...rest]: readonly string[], change: Edit, origins: Origins): Node | undefined {
  if (step === undefined) return undefined;
  if (node.kind === 'map') {
    const known = entryOf(node, step)?.value;
    if (rest.length === 0) return known || change.isNew ? withValue(node, step, change.value, origins) : undefined;
    const below = known && edit(known, rest, change, origins);
    return below && withValue(node, step, below, origins);
  }
  if (node.kind === 'scalar') return undefined;
  const isLast = rest.length === 0;
  const index = step === '-' && isLast && change.isNew ? node.items.length : indexOf(step);
  if (index === undefined || index > node.items.length) return undefined;
  const before = node.items.slice(0, index);
  if (isLast && change.isNew && change.value)
    return withItems(node, [...before, change.value, ...node.items.slice(index)], origins);
  const known = node.items[index];
  if (!known) return undefined;
  const after = node.items.slice(index + 1);
  if (isLast) return withItems(node, [...before, ...(change.value ? [change.value] : []), ...after], origins);
  const below = edit(known, rest, change, origins);
  return below && withItems(node, [...before, below, ...after], origins);
}

function indexOf(step: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(step) ? Number(step) : undefined;
}

function valueAt(node: Node, steps: readonly string[]): Node | undefined {
  let current: Node | undefined = node;
  for (const step of steps) {
    if (current?.kind === 'map') current = entryOf(current, step)?.value;
    else current = current?.kind === 'sequence' ? current.items[indexOf(step) ?? -1] : undefined;
  }
  return current && isNull(current) ? undefined : current;
}
