import type { Node } from '../syntax/node.ts';

/**
 * Returns a pure function that caches its result per object, for as long as the syntax tree of the object exists. For
 * values that contain nodes: these are always nodes of the current tree, and no memory is needed for closed files.
 */
export function memoizeTree<Of extends { readonly root: Node }, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Node, Known<Of, Answer>>();
  return (of) => {
    const { root } = of;
    const first = known.get(root);
    for (let each = first; each; each = each.next) if (each.of === of) return each.answer;
    const answer = find(of);
    known.set(root, { of, answer, next: known.get(root) });
    return answer;
  };
}

/** The answers for the objects with a tree. Nearly always one, so a list takes less memory than a map. */
interface Known<Of, Answer> {
  readonly of: Of;
  readonly answer: Answer;
  readonly next: Known<Of, Answer> | undefined;
}
