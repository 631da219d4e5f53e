import { isTemplate } from '../../core/objects/template-text.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { CLUSTER_NAME_LABEL } from './cluster-name.ts';

export type Labels = ReadonlyMap<string, string>;

/**
 * The labels of a map, but for that of the cluster, which webhooks write on all that it is compared with here. Undefined
 * where somebody else fills in one of them.
 */
export function labelsAt(root: Node, path: readonly string[]): Labels | undefined {
  const node = nodeAt(root, path);
  const labels = new Map<string, string>();
  if (!node || (node.kind === 'scalar' && ['', 'null', '~'].includes(node.text))) return labels;
  if (node.kind !== 'map') return undefined;
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar' || value.kind !== 'scalar' || isTemplate(key.text) || isTemplate(value.text))
      return undefined;
    if (key.text !== CLUSTER_NAME_LABEL) labels.set(key.text, value.text);
  }
  return labels;
}

/** Whether all of the labels are among others. */
export function areAmong(labels: Labels, others: Labels): boolean {
  return [...labels].every(([key, value]) => others.get(key) === value);
}
