import { factsAbout, type ObjectFactSource, replicasAt, shortValueAt } from '../../../core/tree/object-facts.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { Cluster, MachineDeployment, MachinePool, MachineSet } from '../kinds.ts';

/** What the diagram shows of a Cluster and its sets of machines. */
export const CLUSTER_API_DIAGRAM_FACTS: readonly ObjectFactSource[] = [
  factsAbout([Cluster], (cluster) => {
    const network = ['spec', 'clusterNetwork', 'pods', 'cidrBlocks', 0];
    const pods = shortValueAt(cluster, network);
    return [shortValueAt(cluster, ['spec', 'topology', 'version']), pods && `pods ${pods}`];
  }),
  factsAbout([MachineDeployment, MachineSet, MachinePool], (machines) => [
    replicasAt(machines, ['spec', 'replicas']),
    shortValueAt(machines, ['spec', 'template', 'spec', 'version']),
  ]),
  factsAbout([KubeadmControlPlane], (controlPlane) => [
    replicasAt(controlPlane, ['spec', 'replicas']),
    shortValueAt(controlPlane, ['spec', 'version']),
  ]),
];
