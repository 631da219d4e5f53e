import type { ValueSlot } from '../cursor/cursor.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Context } from './context.ts';
import type { Value } from './value.ts';

/** Limits: the number of nearest objects that are read, and of values that are offered. */
const OBJECTS = 30;
const VALUES = 12;

/** Returns the values of the same field in other objects of the kind and in other items of the list, nearest first. */
export function existingValues(context: Context, { path, node }: ValueSlot): readonly Value[] {
  const { known, document, cursor } = context;
  const schema = known && schemaAtPath(known.schema, path);
  // Names identify one object, so those of others are not offered.
  if (!known || !schema || schema.type === 'object' || schema.type === 'array' || isName(path)) return [];
  const values = new Set<string>();
  const collect = (root: Node) => {
    for (const text of textsAt(root, path, node)) if (values.size < VALUES) values.add(text);
  };
  collect(cursor.root);
  for (const resource of context.objectsNear(known).slice(0, OBJECTS)) {
    if (values.size >= VALUES) break;
    if (resource.document !== document && !resource.broken) collect(resource.root);
  }
  return [...values].map((text) => ({ text, detail: 'used elsewhere' }));
}

function isName(path: NodePath): boolean {
  return path.length === 2 && path[0] === 'metadata' && path[1] === 'name';
}

/**
 * Yields the short scalars at a path, in every item of the lists on the way. `own` is the edited node, which is
 * skipped.
 */
function* textsAt(node: Node | undefined, path: NodePath, edited: Node, depth = 0): Generator<string> {
  if (!node || node === edited) return;
  const step = path[depth];
  if (step === undefined) {
    if (node.kind === 'scalar' && node.style !== 'absent' && !/^$|\n/.test(node.text) && node.text.length < 120)
      yield node.text;
    return;
  }
  if (typeof step === 'number') {
    if (node.kind === 'sequence') for (const item of node.items) yield* textsAt(item, path, edited, depth + 1);
    return;
  }
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries)
    if (key.kind === 'scalar' && key.text === step) yield* textsAt(value, path, edited, depth + 1);
}
