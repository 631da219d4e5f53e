import { isKind, isOneOf } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { infrastructureReference } from '../../../cluster-api/cluster-parts.ts';
import { ClusterClass, Machine, MachineDeployment, MachinePool, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { clusterOf } from '../../cluster-of.ts';
import { Metal3Cluster, Metal3ClusterTemplate, Metal3Machine, Metal3MachineTemplate } from '../../kinds.ts';

/**
 * Source: metal3machine_controller.go of CAPM3, which reads the Metal3Cluster with the name in the infrastructureRef of the
 * Cluster and returns while it does not exist.
 */
export const missingMetal3Cluster = defineRule({
  id: 'missing-metal3-cluster',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [MachineDeployment, MachineSet, MachinePool, Machine, KubeadmControlPlane, ClusterClass],
  summary: 'Metal³ machines belong to a Cluster that has no Metal3Cluster.',

  *check(machines, view) {
    if (isKind(machines, ClusterClass)) {
      yield* inClass(machines);
      return;
    }
    const reference = machines.references.find(({ target }) => isOneOf(target, [Metal3MachineTemplate, Metal3Machine]));
    const cluster = reference && clusterOf(machines, view);
    const infrastructure = cluster && infrastructureReference(cluster);
    if (!infrastructure || !view.isComplete(cluster)) return;
    const { target } = infrastructure;
    if (isKind(target, Metal3Cluster) || target.kind === Metal3Cluster.kind) return;
    if ([target.kind, target.group, target.name].some(isTemplate)) return;
    const wanted = { ...infrastructure, target: { ...Metal3Cluster, name: target.name } };
    const found = view.resolve(cluster, wanted);
    if (found.kind === 'object' || (found.kind === 'unknowable' && found.candidates.length > 0)) return;
    yield {
      resource: machines,
      node: reference.nameNode,
      path: reference.path,
      message: `Missing Metal3Cluster: the infrastructure of ${nameOf(cluster)} is ${nameOf(target)}. CAPM3 waits for Metal3Cluster "${target.name}", so ${isKind(machines, Machine) ? `${nameOf(machines)} never starts` : `machines of ${nameOf(machines)} never start`}. Use a Metal3Cluster, or machines of the other provider.`,
      related: [{ place: placeOf(cluster, infrastructure.nameNode), message: `${nameOf(target)} is referenced here.` }],
    };
  },
});

/** A class names the kinds of all objects that are created from it. */
function* inClass(clusterClass: Resource): Iterable<Report> {
  const infrastructure = clusterClass.references.find(({ path }) => path[1] === 'infrastructure');
  if (!infrastructure) return;
  const { target, nameNode } = infrastructure;
  if (target.kind === Metal3ClusterTemplate.kind || !target.kind.endsWith('ClusterTemplate') || isTemplate(target.kind))
    return;
  for (const reference of clusterClass.references) {
    if (!isKind(reference.target, Metal3MachineTemplate)) continue;
    yield {
      resource: clusterClass,
      node: reference.nameNode,
      path: reference.path,
      message: `Missing Metal3ClusterTemplate: the infrastructure of ${nameOf(clusterClass)} is ${nameOf(target)}. CAPM3 waits for a Metal3Cluster, so machines of this template never start. Use a Metal3ClusterTemplate, or machines of the other provider.`,
      related: [{ place: placeOf(clusterClass, nameNode), message: `${nameOf(target)} is referenced here.` }],
    };
  }
}
