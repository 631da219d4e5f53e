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
import { infrastructureKind } from '../../infrastructure-kinds.ts';

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';
const NEWEST_READ = 'v0.20';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, all releases; the feature
 * gates that lift it begin with v0.13.0 and v0.14.0.
 */
export const unsupportedInfrastructure = defineRule({
  id: 'unsupported-infrastructure',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'A Cluster with a Kamaji control plane has no infrastructure that the provider knows how to tell of it.',

  *check(cluster, view) {
    if (!isKamajiCluster(cluster) || !view.isWhole(cluster)) return;
    const reference = infrastructureReference(cluster);
    const controlPlane = controlPlaneReference(cluster);
    if (!reference) {
      if (!hasNoInfrastructure(cluster) || !controlPlane) return;
      yield {
        resource: cluster,
        node: controlPlane.nameNode,
        path: controlPlane.path,
        message: `${nameOf(cluster)} has no infrastructureRef, and the Kamaji provider waits for one: without its feature gate SkipInfraClusterPatch the control plane never becomes ready. Name an infrastructure cluster.`,
      };
      return;
    }
    const { group, kind } = reference.target;
    const path = [...reference.path.slice(0, -1), 'kind'];
    const node = scalarAt(cluster.root, path);
    if (group !== INFRASTRUCTURE_GROUP || !/^[A-Z]\w+$/.test(kind) || !node) return;
    const found = controlPlaneOf(cluster, view);
    const concerned = found ? [found] : [];
    const known = infrastructureKind(kind);
    if (known && known.unknownUntil === undefined) return;
    yield {
      resource: cluster,
      node,
      path,
      message: known
        ? `The Kamaji provider does not know ${kind} yet, which ${nameOf(cluster)} has for its infrastructure: nobody hands on the endpoint of the API server, and the cluster waits for ever.`
        : `The Kamaji provider up to ${NEWEST_READ} does not know ${kind}, which ${nameOf(cluster)} has for its infrastructure: nobody hands on the endpoint of the API server, and the cluster waits for ever, unless a feature gate of the provider (DynamicInfrastructureClusterPatch, SkipInfraClusterPatch) says otherwise.`,
      // A release that nobody has read may know it.
      ...(known || view.target(PROVIDER) !== undefined ? {} : { severity: 'hint' as const }),
      ...(known ? { releases: [{ provider: PROVIDER, until: known.unknownUntil ?? '' }], concerns: concerned } : {}),
    };
  },
});
