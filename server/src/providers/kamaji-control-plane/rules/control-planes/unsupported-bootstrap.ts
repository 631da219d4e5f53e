import { isKind } from '../../../../core/objects/group-kind.ts';
import type { Reference } from '../../../../core/objects/references.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { isKamajiCluster } from '../../../cluster-api/cluster-parts.ts';
import {
  BOOTSTRAP_GROUP,
  Cluster,
  ClusterClass,
  Machine,
  MachineDeployment,
  MachinePool,
  MachineSet,
} from '../../../cluster-api/kinds.ts';
import { KamajiControlPlaneTemplate } from '../../kinds.ts';

const RKE2 = /^RKE2Config(Template)?$/;

/**
 * Source: Cluster API provider RKE2 v0.25.0, bootstrap/internal/controllers/rke2config_controller.go: it looks for an
 * RKE2ControlPlane with the name of the control plane, and tries again without an error until one exists.
 */
export const unsupportedBootstrap = defineRule({
  id: 'unsupported-bootstrap',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [MachineDeployment, MachineSet, MachinePool, Machine, ClusterClass],
  summary: 'Workers of a Kamaji control plane with a bootstrap provider that requires its own control plane.',

  *check(workers, view) {
    for (const reference of workers.references) {
      const { group, kind } = reference.target;
      if (group !== BOOTSTRAP_GROUP || !RKE2.test(kind)) continue;
      const cluster = isKind(workers, ClusterClass) ? classWithKamaji(workers) : clusterWithKamaji(workers, view);
      if (!cluster) continue;
      yield {
        resource: workers,
        node: reference.nameNode,
        path: reference.path,
        message: `${kind} requires an RKE2ControlPlane, but ${nameOf(cluster)} has a Kamaji control plane. The machines of ${nameOf(workers)} never get bootstrap data. Use a KubeadmConfigTemplate.`,
        related:
          cluster === workers
            ? []
            : [
                {
                  place: placeOf(cluster, cluster.nameNode ?? cluster.root),
                  message: `${nameOf(cluster)} is defined here.`,
                },
              ],
      };
    }
  },
});

function clusterWithKamaji(workers: Resource, view: View): Resource | undefined {
  const reference = workers.references.find(({ target }: Reference) => isKind(target, Cluster));
  const found = reference && view.resolve(workers, reference);
  return found?.kind === 'object' && !found.resource.broken && isKamajiCluster(found.resource)
    ? found.resource
    : undefined;
}

function classWithKamaji(clusterClass: Resource): Resource | undefined {
  return clusterClass.references.some(({ target }) => isKind(target, KamajiControlPlaneTemplate))
    ? clusterClass
    : undefined;
}
