import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { controlPlaneReference, infrastructureReference } from '../../cluster-parts.ts';
import { Cluster } from '../../kinds.ts';

/**
 * Source: Cluster API, ensureOwnerRefAndLabel: in v1.12 and earlier, the second Cluster fails. Later releases accept both as
 * owners. The Kamaji control plane provider serves only the first owner.
 */
export const sharedClusterReference = defineRule({
  id: 'shared-cluster-reference',
  formerIds: ['shared-cluster-part'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'Two Clusters reference the same control plane or infrastructure.',

  *check(cluster, view) {
    for (const reference of [controlPlaneReference(cluster), infrastructureReference(cluster)]) {
      const found = reference && view.resolve(cluster, reference);
      if (!reference || found?.kind !== 'object') continue;
      const other = view
        .referrersTo(found.resource)
        .find(
          ({ resource, reference: otherReference }) =>
            isKind(resource, Cluster) &&
            resource.group === cluster.group &&
            otherReference.field.pattern.text === reference.field.pattern.text &&
            (resource.name !== cluster.name || isOtherNamespace(resource.namespace, cluster.namespace)),
        );
      if (!other) continue;
      yield {
        resource: cluster,
        node: reference.nameNode,
        path: reference.path,
        message: `${nameOf(found.resource)} is referenced by ${nameOf(cluster)} and ${nameOf(other.resource)}. It can belong to only one of them, and the other never becomes ready. Create one for each Cluster.`,
        related: [
          {
            place: placeOf(other.resource, other.reference.nameNode),
            message: `${nameOf(other.resource)} references it here.`,
          },
        ],
      };
    }
  },
});

function isOtherNamespace(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
