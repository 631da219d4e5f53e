import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { Cluster, CONTROL_PLANE_GROUP } from '../../../cluster-api/kinds.ts';
import { KamajiControlPlane } from '../../kinds.ts';

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';
/** Every version that some release of the Kamaji provider served. */
const SERVED = ['v1alpha1', 'v1alpha2'];

/**
 * Source: Cluster API, util/conversion UpdateReferenceAPIContract up to v1.10, webhooks/conversion/common.go since v1.11:
 * what a Cluster names is found by group, kind and name, in all releases, so it works as it is. The provider's own pages
 * have had it wrong from the beginning. Another version that is served stands for nothing at all, and where the version
 * counts, in a ClusterClass, template-version-not-served judges.
 */
export const referenceVersionNotServed = defineRule({
  id: 'reference-version-not-served',
  formerIds: ['unserved-reference-version'],
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [Cluster],
  summary: 'A Cluster names its Kamaji control plane in a version that never was.',

  *check(cluster, view) {
    // It says for which release a manifest is meant. Where that is settled nobody is misled.
    if (view.target(PROVIDER) !== undefined) return;
    for (const reference of cluster.references) {
      const { target, path } = reference;
      if (!isKind(target, KamajiControlPlane) || target.group !== CONTROL_PLANE_GROUP) continue;
      const at = [...path.slice(0, -1), 'apiVersion'];
      const node = scalarAt(cluster.root, at);
      const [, version] = node?.text.split('/') ?? [];
      if (!node || !version || !/^v\d\w*$/.test(version) || SERVED.includes(version)) continue;
      const found = view.resolve(cluster, reference);
      const controlPlane = found.kind === 'object' ? found.resource : undefined;
      const meant = controlPlane && SERVED.includes(controlPlane.version) ? controlPlane.version : undefined;
      yield {
        resource: cluster,
        node,
        path: at,
        message: `${nameOf(cluster)} names its control plane in version ${version}, which KamajiControlPlane never had. It works: Cluster API up to v1.10 corrects the version, and since v1.11 it drops it. Write ${meant ?? SERVED.join(' or ')} for those who read it.`,
        related: controlPlane
          ? [
              {
                place: placeOf(controlPlane, scalarAt(controlPlane.root, ['apiVersion']) ?? controlPlane.root),
                message: `${nameOf(controlPlane)} is of ${controlPlane.version}.`,
              },
            ]
          : [],
        fixes: meant
          ? fixIn(
              `Change to ${CONTROL_PLANE_GROUP}/${meant}`,
              cluster,
              writeScalar(node, `${CONTROL_PLANE_GROUP}/${meant}`),
            )
          : [],
      };
    }
  },
});
