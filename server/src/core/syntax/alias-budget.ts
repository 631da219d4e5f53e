import type { Node } from './node.ts';

/**
 * The maximum number of nodes that the aliases of a document expand to. Nested aliases grow exponentially ("billion
 * laughs"), and every traversal visits each copy. Manifests need far fewer.
 */
const MAX_ALIASED = 20_000;

/** Short documents can expand to this many nodes for each character, so that many of them remain affordable. */
const ALIASED_PER_CHARACTER = 5;
const ALIASED_ANYWAY = 500;

/** Counts the nodes that the aliases of one document expand to. */
export class AliasBudget {
  #left: number;

  /** `length` is that of the document's text, in UTF-16 units. */
  constructor(length: number) {
    this.#left = Math.min(MAX_ALIASED, ALIASED_ANYWAY + ALIASED_PER_CHARACTER * length);
  }

  /** Counts an alias to `target`, and returns the nesting depth of the target; undefined if the budget is exceeded. */
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
