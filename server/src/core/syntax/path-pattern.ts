import { childOf, type NodePath } from './lookup.ts';
import type { Node } from './node.ts';

/**
 * A pattern of paths, such as `spec.networkData.networks.{ipv4,ipv6}[].routes[].gateway`: keys joined by dots, `[]` for
 * each item of a list, `{a,b}` for alternatives in a key.
 */
export interface PathPattern {
  readonly text: string;
  readonly steps: readonly PatternStep[];
}

type PatternStep = readonly string[] | 'items';

export interface PatternMatch {
  /** Of a `PatternTree`, the same array for the same place in all objects, unless it contains an index. */
  readonly path: NodePath;
  readonly node: Node;
}

export function pathPattern(text: string): PathPattern {
  const steps: PatternStep[] = [];
  for (const part of text.split(/\.(?![^{]*\})/)) {
    const key = part.replace(/(\[\])+$/, '');
    const [, before = '', alternatives, after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(key) ?? [];
    steps.push(alternatives?.split(',').map((each) => before + each + after) ?? [key]);
    for (let rest = part.length - key.length; rest > 0; rest -= 2) steps.push('items');
  }
  return { text, steps };
}

/** Returns true if a path, or its first `count` steps, matches the pattern. */
export function fits(pattern: PathPattern, path: NodePath, count = path.length): boolean {
  if (pattern.steps.length !== count) return false;
  return pattern.steps.every((step, index) => {
    const actual = path[index];
    return step === 'items' ? typeof actual === 'number' : typeof actual === 'string' && step.includes(actual);
  });
}

/** Returns all nodes of the tree that match the pattern, in text order. */
export function matches(root: Node | undefined, pattern: PathPattern): readonly PatternMatch[] {
  if (!root) return [];
  const found: PatternMatch[] = [];
  collect(root, pattern.steps, 0, [], found);
  return found;
}

/** `path` is the path of the node. It is mutable, and copied for each match. */
function collect(
  node: Node,
  steps: readonly PatternStep[],
  depth: number,
  path: (string | number)[],
  found: PatternMatch[],
): void {
  const step = steps[depth];
  if (step === undefined) {
    found.push({ path: [...path], node });
    return;
  }
  if (step === 'items') {
    if (node.kind !== 'sequence') return;
    for (let index = 0; index < node.items.length; index++) {
      path.push(index);
      collect(node.items[index] as Node, steps, depth + 1, path, found);
      path.pop();
    }
    return;
  }
  for (const key of step) {
    const value = childOf(node, key);
    if (!value) continue;
    path.push(key);
    collect(value, steps, depth + 1, path, found);
    path.pop();
  }
}

/** A set of patterns with values. Common prefixes are walked once. */
export class PatternTree<T> {
  readonly #root: Branch<T> = newBranch([]);
  #count = 0;

  constructor(patterns: Iterable<readonly [PathPattern, T]>) {
    for (const [{ steps }, value] of patterns) {
      let ends = [this.#root];
      for (const step of steps)
        ends = ends.flatMap((branch) =>
          step === 'items' ? branchAt(branch) : step.map((key) => branchAt(branch, key)),
        );
      const rank = this.#count++;
      for (const end of ends) end.values.push({ rank, value });
    }
  }

  /** Returns the same as `matches` for each pattern, in the order of the patterns. */
  matches(root: Node): readonly (PatternMatch & { readonly value: T })[] {
    const found: Ranked<T>[] = [];
    gather(root, this.#root, [], found);
    return found.length > 1 ? found.sort((a, b) => a.rank - b.rank) : found;
  }
}

interface Branch<T> {
  /** The path, if it contains no index. */
  readonly path: readonly string[] | undefined;
  readonly values: { readonly rank: number; readonly value: T }[];
  readonly keys: Map<string, Branch<T>>;
  items: Branch<T> | undefined;
}

interface Ranked<T> extends PatternMatch {
  readonly rank: number;
  readonly value: T;
}

function newBranch<T>(path: readonly string[] | undefined): Branch<T> {
  return { path, values: [], keys: new Map(), items: undefined };
}

/** Returns the child branch for a key or for the items, and creates it if it does not exist. */
function branchAt<T>(branch: Branch<T>, key?: string): Branch<T> {
  const known = key === undefined ? branch.items : branch.keys.get(key);
  if (known) return known;
  const made = newBranch<T>(key === undefined ? undefined : branch.path?.concat(key));
  if (key === undefined) branch.items = made;
  else branch.keys.set(key, made);
  return made;
}

function gather<T>(node: Node, branch: Branch<T>, path: (string | number)[], found: Ranked<T>[]): void {
  for (const { rank, value } of branch.values) found.push({ path: branch.path ?? path.slice(), node, rank, value });
  if (node.kind === 'map')
    for (const [key, below] of branch.keys) {
      const child = childOf(node, key);
      if (!child) continue;
      path.push(key);
      gather(child, below, path, found);
      path.pop();
    }
  else if (node.kind === 'sequence' && branch.items)
    for (let index = 0; index < node.items.length; index++) {
      path.push(index);
      gather(node.items[index] as Node, branch.items, path, found);
      path.pop();
    }
}
