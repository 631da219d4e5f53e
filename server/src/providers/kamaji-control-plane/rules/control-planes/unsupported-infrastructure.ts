import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import {
  controlPlaneOf,
  controlPlaneReference,
  hasNoInfrastructure,
  infrastructureReference,
  isKamajiCluster,
} from '../../../cluster-api/cluster-parts.ts';
import { Cluster, INFRASTRUCTURE_GROUP } from '../../../cluster-api/kinds.ts';
import { INFRASTRUCTURE_KINDS_TABLE, infrastructureKind } from '../../infrastructure-kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kinds.ts';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, all releases; the feature
 * gates that add kinds exist in v0.13.0 and v0.14.0 and later.
 */
export const unsupportedInfrastructure = defineRule({
  id: 'unsupported-infrastructure',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure of a Cluster is not supported by the Kamaji control plane provider.',

  *check(cluster, view) {
    if (!isKamajiCluster(cluster) || !view.isComplete(cluster)) return;
    const reference = infrastructureReference(cluster);
    const controlPlane = controlPlaneReference(cluster);
    if (!reference) {
      if (!hasNoInfrastructure(cluster) || !controlPlane) return;
      yield {
        resource: cluster,
        node: controlPlane.nameNode,
        path: controlPlane.path,
        message: `Missing infrastructureRef in ${nameOf(cluster)}. Unless the Kamaji provider runs with the feature gate SkipInfraClusterPatch, it waits for one, and the control plane never becomes ready. Add an infrastructureRef.`,
      };
      return;
    }
    const { group, kind } = reference.target;
    const path = [...reference.path.slice(0, -1), 'kind'];
    const node = scalarAt(cluster.root, path);
    if (group !== INFRASTRUCTURE_GROUP || !/^[A-Z]\w+$/.test(kind) || !node) return;
    const found = controlPlaneOf(cluster, view);
    const clusters = found ? [found] : [];
    const known = infrastructureKind(kind);
    if (known && known.unknownUntil === undefined) return;
    yield {
      resource: cluster,
      node,
      path,
      message: known
        ? `The Kamaji provider does not support ${kind}, the infrastructure of ${nameOf(cluster)}. It reports an error instead of passing on the endpoint, and the cluster never becomes ready.`
        : `The Kamaji provider up to ${INFRASTRUCTURE_KINDS_TABLE.verifiedUpTo} does not support ${kind}, the infrastructure of ${nameOf(cluster)}. Without the feature gate DynamicInfrastructureClusterPatch or SkipInfraClusterPatch, the cluster never becomes ready.`,
      // A later release may support it.
      ...(known || view.target(KAMAJI_CONTROL_PLANE_PROVIDER) !== undefined ? {} : { severity: 'hint' as const }),
      ...(known
        ? {
            releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: known.unknownUntil ?? '' }],
            relatedVersions: clusters,
          }
        : {}),
    };
  },
});
