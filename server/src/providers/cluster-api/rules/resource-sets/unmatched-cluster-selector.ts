import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { CLUSTER_GROUP, Cluster, ClusterResourceSet } from '../../kinds.ts';

const SELECTOR = ['spec', 'clusterSelector'];

/** Source: clusterresourceset_controller.go of Cluster API lists the Clusters of its namespace by their labels. */
export const unmatchedClusterSelector = defineRule({
  id: 'unmatched-cluster-selector',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [ClusterResourceSet],
  summary: 'A ClusterResourceSet selects no Cluster in the workspace.',

  *check(set, view) {
    const labels = nodeAt(set.root, [...SELECTOR, 'matchLabels']);
    if (labels?.kind !== 'map' || labels.entries.length === 0 || isUnsure(labels) || !view.isComplete(set)) return;
    if (isWritten(nodeAt(set.root, [...SELECTOR, 'matchExpressions'])) || view.hasUnreadable(set)) return;
    const wanted = labels.entries.flatMap(({ key, value }) =>
      key.kind === 'scalar' && value.kind === 'scalar' ? [[key.text, value.text] as const] : [],
    );
    // Cluster API sets its own labels.
    if (wanted.some(([key, value]) => isTemplate(key) || isTemplate(value) || key.includes(CLUSTER_GROUP))) return;
    const clusters = view.objectsOf(set, Cluster).filter((cluster) => cluster.uri === set.uri);
    const [first] = clusters;
    if (!first || clusters.some((cluster) => !view.isComplete(cluster) || mayHave(cluster, wanted))) return;
    if (clusters.some(({ namespace }) => namespace !== set.namespace)) return;
    yield {
      resource: set,
      node: labels,
      path: [...SELECTOR, 'matchLabels'],
      message: `${nameOf(set)} selects Clusters with ${wanted.map(([key, value]) => `${key}=${value}`).join(', ')}, but ${nameOf(first)} lacks these labels. No resources are applied to it. Add the labels to the Cluster.`,
      related: [{ place: placeOf(first, first.nameNode ?? first.root), message: `${nameOf(first)} is defined here.` }],
    };
  },
});

function mayHave({ root }: Resource, wanted: readonly (readonly [string, string])[]): boolean {
  const labels = nodeAt(root, ['metadata', 'labels']);
  if (labels && isUnsure(labels)) return true;
  return wanted.every(([key, value]) => {
    const text = scalarAt(labels, [key])?.text;
    return text !== undefined && (text === value || isTemplate(text));
  });
}
