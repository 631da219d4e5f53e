import { childOf, scalarAt } from './lookup.ts';
import type { Node } from './node.ts';

/** The API server does not store Lists; kubectl splits them. Source: k8s.io/cli-runtime, resource/visitor.go. */
export function isList(root: Node | undefined): boolean {
  return /^(\w+)?List$/.test(scalarAt(root, ['kind'])?.text ?? '') && scalarAt(root, ['apiVersion']) !== undefined;
}

/** Returns the items of a List. */
export function itemsOf(root: Node | undefined): readonly Node[] {
  const items = childOf(root, 'items');
  return items?.kind === 'sequence' ? items.items : [];
}
