import { childOf, type NodePath } from './lookup.ts';
import type { Node } from './node.ts';

/**
 * A place in a kind, such as `spec.networkData.networks.{ipv4,ipv6}[].routes[].gateway`: keys joined by dots, `[]` for
 * each item of a list, `{a,b}` for either text in a key.
 */
export interface PathPattern {
  readonly text: string;
  readonly steps: readonly PatternStep[];
}

type PatternStep = readonly string[] | 'items';

export interface PatternMatch {
  readonly path: readonly (string | number)[];
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

/** Whether a path is one of the pattern's; `count` steps of it where more follow. */
export function fits(pattern: PathPattern, path: NodePath, count = path.length): boolean {
  if (pattern.steps.length !== count) return false;
  return pattern.steps.every((step, index) => {
    const own = path[index];
    return step === 'items' ? typeof own === 'number' : typeof own === 'string' && step.includes(own);
  });
}

/** Every node of the tree that stands at the pattern, in the order of the text. */
export function matches(root: Node | undefined, pattern: PathPattern): readonly PatternMatch[] {
  let found: readonly PatternMatch[] = root ? [{ path: [], node: root }] : [];
  for (const step of pattern.steps) {
    if (found.length === 0) return found;
    found = found.flatMap((match) => (step === 'items' ? itemsOf(match) : keysOf(match, step)));
  }
  return found;
}

function itemsOf({ path, node }: PatternMatch): readonly PatternMatch[] {
  return node.kind === 'sequence' ? node.items.map((item, index) => ({ path: [...path, index], node: item })) : [];
}

function keysOf({ path, node }: PatternMatch, keys: readonly string[]): readonly PatternMatch[] {
  const found: PatternMatch[] = [];
  for (const key of keys) {
    const value = childOf(node, key);
    if (value) found.push({ path: [...path, key], node: value });
  }
  return found;
}
