import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { MAX_RELATED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { controlPlaneReference } from '../../cluster-parts.ts';
import { Cluster } from '../../kinds.ts';

/** Source: both providers wait for the owner that Cluster API sets from the reference; issue 126 of Kamaji. */
export const unreferencedControlPlane = defineRule({
  id: 'unreferenced-control-plane',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, KubeadmControlPlane],
  summary: 'A control plane that no Cluster in the workspace references.',

  *check(controlPlane, view) {
    if (controlPlane.name === undefined || isTemplate(controlPlane.name) || isCreatedByController(controlPlane)) return;
    if (view.referrersTo(controlPlane).length > 0 || view.hasUnreadable(controlPlane) || !view.isComplete(controlPlane))
      return;
    const clusters = view.objectsOf(controlPlane, Cluster);
    // If a Cluster references a missing control plane, that is reported at the Cluster, and can refer to this one.
    if (clusters.length === 0 || clusters.length > MAX_CLUSTERS) return;
    const named: Resource[] = [];
    for (const cluster of clusters) {
      const reference = controlPlaneReference(cluster);
      const resolution = reference && !cluster.broken ? view.resolve(cluster, reference) : undefined;
      if (resolution?.kind !== 'object') return;
      named.push(resolution.resource);
    }
    yield {
      resource: controlPlane,
      node: controlPlane.nameNode ?? controlPlane.root,
      path: ['metadata', 'name'],
      message: `No Cluster in the workspace references ${nameOf(controlPlane)}. It is never reconciled, and no component reports this. Reference it in controlPlaneRef of its Cluster, or delete it.`,
      related: clusters.slice(0, MAX_RELATED).map((each, index) => ({
        place: placeOf(each, controlPlaneReference(each)?.nameNode ?? each.root),
        message: `${nameOf(each)} references ${nameOf(named[index] ?? controlPlane)}.`,
      })),
    };
  },
});

/** Among more Clusters, control planes are not checked, because each one requires the references of all of them. */
const MAX_CLUSTERS = 500;

/** Returns true if a controller created the object, such as in a dump of a cluster. */
function isCreatedByController({ root }: Resource): boolean {
  return nodeAt(root, ['metadata', 'ownerReferences']) !== undefined;
}
