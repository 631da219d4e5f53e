import type { Context } from '../../../core/completion/context.ts';
import type { KnownKey } from '../../../core/completion/value.ts';
import { type NodePath, scalarAt } from '../../../core/syntax/lookup.ts';
import { CLUSTER_NAME_LABEL, CLUSTER_NAME_PATH } from '../cluster-name.ts';
import { Cluster } from '../kinds.ts';

/** How many of the nearest Clusters are offered. */
const MAX_CLUSTERS = 5;

/** Offers the label that states the Cluster, with the name that the object states itself or those of nearby Clusters. */
export function clusterLabel(context: Context, path: NodePath): readonly KnownKey[] {
  if (path.at(-1) !== 'labels' && path.at(-1) !== 'matchLabels') return [];
  const stated = scalarAt(context.cursor.root, CLUSTER_NAME_PATH)?.text;
  const nearby = context.objectsNear(Cluster).slice(0, MAX_CLUSTERS);
  const names = stated ? [stated] : nearby.flatMap(({ name }) => name ?? []);
  return [...new Set(names)].map((value) => ({ key: CLUSTER_NAME_LABEL, value, detail: 'Cluster' }));
}
