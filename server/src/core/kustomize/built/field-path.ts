import { entryOf, type NodePath, type PathStep, scalarAt } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';

/** The place of a field that a replacement writes. */
export interface FieldPath {
  readonly steps: NodePath;
  readonly isThere: boolean;
  /** False if only some of the value changes, which is not certain: all items of a list, or parts of a text. */
  readonly isExact: boolean;
}

/**
 * Returns the place of a field such as `spec.list.[name=x].field` in an object; undefined if it is not certain.
 *
 * Source: kustomize, kyaml/yaml/match.go.
 */
export function fieldPath(root: Node, field: string): FieldPath | undefined {
  const steps: PathStep[] = [];
  let node: Node | undefined = root;
  for (const part of field.match(/\[[^\]]*\]|[^.]+/g) ?? []) {
    const step = stepOf(node, part);
    if (step === 'invalid') return undefined;
    if (step === undefined) return { steps, isThere: node !== undefined, isExact: false };
    steps.push(step);
    node =
      typeof step === 'number'
        ? node?.kind === 'sequence'
          ? node.items[step]
          : undefined
        : entryOf(node, step)?.value;
  }
  return steps.length === 0 ? undefined : { steps, isThere: node !== undefined, isExact: true };
}

/** Returns undefined if a part means several fields. */
function stepOf(node: Node | undefined, part: string): PathStep | 'invalid' | undefined {
  if (node?.kind === 'sequence') {
    if (/^\d+$/.test(part)) return Number(part) < node.items.length ? Number(part) : 'invalid';
    const [, key, value] = /^\[([\w-]+)=([\w./-]+)\]$/.exec(part) ?? [];
    if (key === undefined) return undefined;
    const found = node.items.flatMap((item, index) => (scalarAt(item, [key])?.text === value ? [index] : []));
    return found.length === 1 ? found[0] : undefined;
  }
  if (/[[*\\]/.test(part)) return undefined;
  return node === undefined && /^\d+$/.test(part) ? 'invalid' : part;
}
