import { fixIn } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import { nameOf } from '../resources/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { defineRule, placeOf } from './rule.ts';

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';
/** Every version that some release of the Kamaji provider served. */
const SERVED = ['v1alpha1', 'v1alpha2'];

/**
 * Source: Cluster API, util/conversion UpdateReferenceAPIContract up to v1.10, webhooks/conversion/common.go since v1.11:
 * what a Cluster names is found by group, kind and name, in all releases, so it works as it is. The provider's own pages
 * have had it wrong from the beginning. Another version that is served stands for nothing at all, and where the version
 * counts, in a ClusterClass, unserved-template-version judges.
 */
export const unservedReferenceVersion = defineRule({
  id: 'unserved-reference-version',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  kinds: ['Cluster'],
  summary: 'A Cluster names its Kamaji control plane in a version that never was.',

  *check(cluster, view) {
    // It says for which release a manifest is meant. Where that is settled nobody is misled.
    if (view.target(PROVIDER) !== undefined) return;
    for (const reference of cluster.references) {
      const { target, path } = reference;
      if (target.kind !== 'KamajiControlPlane' || target.group !== GROUPS.controlPlane) continue;
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
              `Change to ${GROUPS.controlPlane}/${meant}`,
              cluster,
              writeScalar(node, `${GROUPS.controlPlane}/${meant}`),
            )
          : [],
      };
    }
  },
});
