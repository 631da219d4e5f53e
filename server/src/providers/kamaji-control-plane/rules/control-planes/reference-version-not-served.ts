import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { Cluster, CONTROL_PLANE_GROUP } from '../../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER, KamajiControlPlane } from '../../kinds.ts';

/** The versions that a release of the Kamaji provider serves. */
const SERVED = ['v1alpha1', 'v1alpha2'];

/**
 * Source: Cluster API, util/conversion UpdateReferenceAPIContract up to v1.10, webhooks/conversion/common.go in v1.11 and
 * later: all releases resolve the reference by group, kind and name, so any version works. The documentation of the
 * provider uses v1beta1. In a ClusterClass the version matters, and template-version-not-served checks it.
 */
export const referenceVersionNotServed = defineRule({
  id: 'reference-version-not-served',
  formerIds: ['unserved-reference-version'],
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [Cluster],
  summary: 'A Cluster references its Kamaji control plane in a version that no release serves.',

  *check(cluster, view) {
    // The version suggests a release of the provider. With a target release, that is known.
    if (view.target(KAMAJI_CONTROL_PLANE_PROVIDER) !== undefined) return;
    for (const reference of cluster.references) {
      const { target, path } = reference;
      if (!isKind(target, KamajiControlPlane) || target.group !== CONTROL_PLANE_GROUP) continue;
      const at = [...path.slice(0, -1), 'apiVersion'];
      const node = scalarAt(cluster.root, at);
      const [, version] = node?.text.split('/') ?? [];
      if (!node || !version || !/^v\d\w*$/.test(version) || SERVED.includes(version)) continue;
      const found = view.resolve(cluster, reference);
      const controlPlane = found.kind === 'object' ? found.resource : undefined;
      const served = controlPlane && SERVED.includes(controlPlane.version) ? controlPlane.version : undefined;
      yield {
        resource: cluster,
        node,
        path: at,
        message: `KamajiControlPlane has no version ${version}. ${served ? `It is served as ${served}` : `Its versions are ${SERVED.join(' and ')}`}. Cluster API resolves the reference of ${nameOf(cluster)} anyway, but the version is misleading.`,
        related: controlPlane
          ? [
              {
                place: placeOf(controlPlane, scalarAt(controlPlane.root, ['apiVersion']) ?? controlPlane.root),
                message: `${nameOf(controlPlane)} has version ${controlPlane.version}.`,
              },
            ]
          : [],
        fixes: served
          ? fixIn(
              `Change to ${CONTROL_PLANE_GROUP}/${served}`,
              cluster,
              writeScalar(node, `${CONTROL_PLANE_GROUP}/${served}`),
            )
          : [],
      };
    }
  },
});
