import type { Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';

/**
 * Returns a pure function that caches its result per object, for as long as the syntax tree of the object exists. For
 * values that contain nodes: these are always nodes of the current tree, and no memory is needed for closed files.
 */
export function memoizeTree<Of extends { readonly root: Node }, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = memoize((_: Node) => memoize(find));
  return (of) => known(of.root)(of);
}
