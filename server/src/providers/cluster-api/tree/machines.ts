import { isOneOf } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { groupOf, type TreeNode } from '../../../core/tree/object-tree.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { Machine, MachineDeployment, MachinePool, MachineSet } from '../kinds.ts';
import { replicasOf } from '../replicas.ts';

const OWNERS = [MachineDeployment, MachineSet, MachinePool, KubeadmControlPlane];

/** Returns a node for the machines that an object will create. */
export function machinesOf(resource: Resource): readonly TreeNode[] {
  if (!isOneOf(resource, OWNERS)) return [];
  const replicas = replicasOf(resource);
  const label = replicas === undefined ? 'Machines' : `${replicas} ${replicas === 1 ? 'Machine' : 'Machines'}`;
  return [{ ...groupOf(label, [], resource.model.iconOf(Machine)), kind: Machine.kind }];
}
