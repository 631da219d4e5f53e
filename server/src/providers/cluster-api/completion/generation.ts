import type { Context } from '../../../core/completion/context.ts';
import { CAPI, CLUSTER_GROUP, Cluster } from '../kinds.ts';

/** The versions of providers that follow an older or the newer version of the contract. */
const CONTRACT_OF_VERSION: Readonly<Record<string, string>> = { v1alpha1: 'v1beta1', v1alpha2: 'v1beta2' };

/** Returns the version of Cluster API's contract that the document, or else the nearest Cluster, is written in. */
export function generationOf(context: Context): string | undefined {
  const { known, input, targets } = context;
  if (known?.group.endsWith(CLUSTER_GROUP)) return CONTRACT_OF_VERSION[known.version] ?? known.version;
  const [cluster] = context.objectsNear(Cluster);
  if (cluster) return cluster.version;
  const target = targets[CAPI];
  const { store } = input.schemas;
  return target !== undefined && !store.isServed(Cluster.group, Cluster.kind, 'v1beta2', target)
    ? 'v1beta1'
    : undefined;
}
