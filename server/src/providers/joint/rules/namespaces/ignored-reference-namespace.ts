import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isOneOf } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { compareReleases } from '../../../../core/schemas/releases.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { CAPI, Cluster, ClusterClass, Machine, MachineHealthCheck, MachinePool } from '../../../cluster-api/kinds.ts';
import { ignoresNamespace } from '../../../cluster-api/reference-namespace.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';

/** The kinds whose webhooks reject another namespace up to v1.10. */
const VALIDATED = [Cluster, ClusterClass, KubeadmControlPlane, Machine, MachineHealthCheck, MachinePool];
const FIRST_WITHOUT_CHECK = 'v1.11.0';
const SINCE_CONVERSION = [{ provider: CAPI, from: 'v1.11' }];

/**
 * Source: Cluster API: webhooks up to v1.10 reject the references of a Cluster, a Machine and a KubeadmControlPlane to
 * another namespace; controllers use the namespace of the object. The conversion of v1.11 and later drops the namespace.
 */
export const ignoredReferenceNamespace = defineRule({
  id: 'ignored-reference-namespace',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference to another namespace, which Cluster API does not support.',

  *check(resource, view) {
    const { namespace } = resource;
    if (namespace === undefined || isTemplate(namespace)) return;
    for (const reference of resource.references) {
      if (!ignoresNamespace(resource, reference)) continue;
      const path = [...reference.path.slice(0, -1), 'namespace'];
      const node = scalarAt(resource.root, path);
      if (!node?.text || isTemplate(node.text) || node.text === namespace) continue;
      if (!view.isComplete(resource)) return;
      const { kind, name } = reference.target;
      const isValidated = isOneOf(resource, VALIDATED);
      const releases = isValidated ? view.releases(CAPI) : [];
      const isRejected = releases.length > 0 && releases.every(isUpToV110);
      const found = view.resolve(resource, reference);
      const target = found.kind === 'object' && found.resource.namespace === node.text ? found.resource : undefined;
      yield {
        resource,
        node,
        path,
        ...(isValidated ? {} : { releases: SINCE_CONVERSION }),
        ...(isRejected ? { effect: 'refused', by: 'webhook' } : {}),
        message: `Namespace "${node.text}" of the reference to ${kind} "${name}" is not supported. Cluster API looks for the object only in "${namespace}", the namespace of ${nameOf(resource)}. ${target ? 'Move both objects to the same namespace, and remove the field' : 'Remove the field'}.`,
        related: target
          ? [
              {
                place: placeOf(target, scalarAt(target.root, ['metadata', 'namespace']) ?? target.root),
                message: `${nameOf(target)} is in namespace "${node.text}".`,
              },
            ]
          : [],
        fixes: target ? [] : fixIn(`Change namespace to ${namespace}`, resource, writeScalar(node, namespace)),
      };
    }
  },
});

function isUpToV110(release: string): boolean {
  return compareReleases(release, FIRST_WITHOUT_CHECK) < 0;
}
