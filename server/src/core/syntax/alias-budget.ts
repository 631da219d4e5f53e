import type { Node } from './node.ts';

/**
 * How many nodes the aliases of a document may stand for. Aliases of aliases grow exponentially (the “billion laughs”),
 * and whoever walks the tree walks every copy. Manifests stay far below.
 */
export const MAX_ALIASED = 20_000;

/** Counts the nodes that the aliases of one document stand for. */
export class AliasBudget {
  #left = MAX_ALIASED;

  /** Spends an alias to `target`, and returns how deeply that is nested; undefined once the budget is spent. */
  spend(target: Node): number | undefined {
    let height = 0;
    const open: [Node, number][] = [[target, 0]];
    for (let next = open.pop(); next; next = open.pop()) {
      if (this.#left-- <= 0) return undefined;
      const [node, depth] = next;
      height = Math.max(height, depth);
      if (node.kind === 'sequence') for (const item of node.items) open.push([item, depth + 1]);
      if (node.kind === 'map')
        for (const { key, value } of node.entries) open.push([key, depth + 1], [value, depth + 1]);
    }
    return height;
  }
}
