import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { withChanges } from '../../core/objects/resource-of.ts';
import type { View } from '../../core/query/view.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { hasPatchFor } from '../cluster-api/class-patches.ts';
import { infrastructureOf, isKamajiCluster } from '../cluster-api/cluster-parts.ts';
import { INFRASTRUCTURE_GROUP, MANAGED_BY } from '../cluster-api/kinds.ts';
import { KamajiControlPlaneTemplate } from '../kamaji-control-plane/kinds.ts';

/** The infrastructure of clusters with a Kamaji control plane. */
export interface Infrastructure {
  /** The infrastructure cluster, or its template. */
  readonly resource: Resource;
  /** The infrastructure cluster that is created from it. */
  readonly inner: Resource;
  /** The path of the inner object. */
  readonly prefix: readonly string[];
}

/** Returns the infrastructure cluster of a Cluster with a Kamaji control plane. */
export function inCluster(cluster: Resource, view: View): Infrastructure | undefined {
  const resource = isKamajiCluster(cluster) ? infrastructureOf(cluster, view) : undefined;
  return resource && view.isComplete(resource) ? { resource, inner: resource, prefix: [] } : undefined;
}

/** Returns the template of a ClusterClass with a Kamaji control plane, unless a patch changes it. */
export function inClass(clusterClass: Resource, view: View): Infrastructure | undefined {
  if (!view.isComplete(clusterClass)) return undefined;
  const at = (part: string) => clusterClass.references.find(({ path }) => path[1] === part && path.length === 4);
  const reference = at('infrastructure');
  const controlPlane = at('controlPlane');
  if (!reference || !controlPlane || !isKind(controlPlane.target, KamajiControlPlaneTemplate)) return undefined;
  if (reference.target.group !== INFRASTRUCTURE_GROUP || hasPatchFor(clusterClass, reference.target.kind))
    return undefined;
  const found = view.resolve(clusterClass, reference);
  if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) return undefined;
  const { resource } = found;
  const prefix = ['spec', 'template'];
  const root = nodeAt(resource.root, prefix);
  // Annotations of the template itself are another mistake, see annotation-not-copied.
  if (!root || nodeAt(resource.root, ['metadata', 'annotations', MANAGED_BY])) return undefined;
  return { resource, inner: withChanges(resource, { root, kind: resource.kind.replace(/Template$/, '') }), prefix };
}
