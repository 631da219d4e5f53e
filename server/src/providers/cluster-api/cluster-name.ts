import type { Facet, Resource } from '../../core/objects/resource.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import { CAPI, Cluster, MachineDeployment, MachineSet } from './kinds.ts';
import { CLUSTER_NAME_FIELD } from './references.ts';

/** The label by which an object states the Cluster that it belongs to. */
export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

/** For `npm run facts`. */
export const NAME_LABELS_TABLE = { topic: 'labels with names', provider: CAPI, verifiedUpTo: 'v1.14' };

/** Labels whose value is the name of an object. Source: api/core of Cluster API v1.14 (labels of cluster, machines). */
export const NAME_LABELS = {
  [CLUSTER_NAME_LABEL]: Cluster,
  'cluster.x-k8s.io/deployment-name': MachineDeployment,
  'cluster.x-k8s.io/set-name': MachineSet,
};

/** The field by which an object states the Cluster that it belongs to, in the kinds that have it. */
export const CLUSTER_NAME_PATH = CLUSTER_NAME_FIELD.split('.');

const CLUSTER_PATHS: readonly NodePath[] = [CLUSTER_NAME_PATH, ['metadata', 'labels', CLUSTER_NAME_LABEL]];

/** Returns the name of the Cluster that an object states it belongs to. */
export function clusterNameOf({ root }: Pick<Resource, 'root'>): string | undefined {
  for (const path of CLUSTER_PATHS) {
    const text = scalarAt(root, path)?.text;
    if (text) return text;
  }
  return undefined;
}

/** Makes objects findable by the Cluster that they state. */
export function clusterFacets(resource: Resource): readonly Facet[] {
  const value = clusterNameOf(resource);
  return value === undefined ? [] : [{ name: 'cluster', value }];
}
