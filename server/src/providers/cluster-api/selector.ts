import { isTemplate } from '../../core/objects/template-text.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { CLUSTER_NAME_LABEL } from './cluster-name.ts';

export type Labels = ReadonlyMap<string, string>;

/**
 * Returns the labels of a map without the label of the Cluster, which webhooks set on all objects that are compared here.
 * Undefined if one of them is a template.
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

/** Returns true if all labels are contained in others. */
export function areAmong(labels: Labels, others: Labels): boolean {
  return [...labels].every(([key, value]) => others.get(key) === value);
}
