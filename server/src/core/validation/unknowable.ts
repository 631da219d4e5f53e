import type { Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { isStandIn } from '../templates/stand-in.ts';

export function isNull(node: Node): boolean {
  // Asked of every value, and hardly any is as short as a null may be written.
  return node.kind === 'scalar' && node.text.length <= 4 && readScalar(node).type === 'null';
}

/** A template, whole or in part; as a map in braces too, for so YAML reads `{{ value }}` without quotes. */
export function isUnknowable(node: Node): boolean {
  if (node.kind === 'scalar') return isStandIn(node.text);
  if (node.kind !== 'map' || !node.flow) return false;
  const [only] = node.entries;
  return only?.key.kind === 'map' && only.key.flow;
}
