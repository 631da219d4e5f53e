import type { Resource } from '../../objects/resource.ts';
import type { Node } from '../../syntax/node.ts';
import { memoize } from '../../text/memoize.ts';

/**
 * The objects and kustomizations in whose documents the nodes of a built object are written. A built object shares the
 * nodes of its base and of the patches; only the maps and lists around changed values are new.
 */
export class Origins {
  readonly #base: Resource;
  readonly #patches: { readonly root: Node; readonly resource: Resource }[] = [];
  readonly #created = new Map<Node, Resource>();

  constructor(base: Resource) {
    this.#base = base;
  }

  /** Adds a patch, which is written in the document of a resource. */
  add(root: Node, resource: Resource): void {
    this.#patches.push({ root, resource });
  }

  /** Records that a new node has the span of a node of a resource. */
  created<Created extends Node>(node: Created, resource: Resource | undefined): Created {
    if (resource) this.#created.set(node, resource);
    return node;
  }

  /** Records that a new node takes the place of another one. */
  replaced<Created extends Node>(node: Created, original: Node): Created {
    return this.created(node, this.of(original));
  }

  /** Undefined for nodes that are not in the tree. */
  of(node: Node): Resource | undefined {
    if (this.#patches.length === 0 && this.#created.size === 0) return this.#base;
    const created = this.#created.get(node);
    if (created) return created;
    if (nodesIn(this.#base.root).has(node)) return this.#base;
    return this.#patches.find(({ root }) => nodesIn(root).has(node))?.resource;
  }
}

const nodesIn = memoize((root: Node): ReadonlySet<Node> => {
  const found = new Set<Node>([root]);
  for (const node of found) {
    if (node.kind === 'sequence') for (const item of node.items) found.add(item);
    else if (node.kind === 'map')
      for (const { key, value } of node.entries) {
        found.add(key);
        found.add(value);
      }
  }
  return found;
});
