import { knownKeySource, knownKeys } from '../../../core/completion/known-keys.ts';
import { Cluster, MachineDeployment, MachineSet } from '../kinds.ts';

const MACHINES = [MachineDeployment, MachineSet];
const COPIED_TO_NODES = 'Cluster API copies labels of this domain to the nodes.';

/** Source: Cluster API v1.14 (api/core/v1beta2) and the Cluster API provider of the cluster autoscaler. */
export const CLUSTER_API_KEYS = knownKeySource([
  knownKeys(MACHINES, 'metadata.annotations', [
    {
      key: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size',
      purpose: 'The minimum number of machines that the cluster autoscaler keeps.',
    },
    {
      key: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size',
      purpose: 'The maximum number of machines that the cluster autoscaler creates.',
    },
    {
      key: 'machineset.cluster.x-k8s.io/skip-preflight-checks',
      values: ['All', 'KubeadmVersionSkew', 'KubernetesVersionSkew', 'ControlPlaneIsStable', 'ControlPlaneVersionSkew'],
      purpose: 'Preflight checks to skip, separated by commas.',
    },
  ]),
  knownKeys(MACHINES, 'spec.template.metadata.labels', [
    { key: 'node-role.kubernetes.io/worker', value: '', purpose: COPIED_TO_NODES },
    { key: 'node.cluster.x-k8s.io/pool', purpose: COPIED_TO_NODES },
    { key: 'node-restriction.kubernetes.io/', purpose: COPIED_TO_NODES },
  ]),
  knownKeys([], 'metadata.annotations', [
    {
      key: 'cluster.x-k8s.io/paused',
      purpose: 'The controllers do not reconcile the object while this annotation is set, whatever its value.',
    },
  ]),
  knownKeys([Cluster], 'metadata.annotations', [
    {
      key: 'topology.cluster.x-k8s.io/upgrade-concurrency',
      purpose: 'The number of MachineDeployments that are upgraded at the same time.',
    },
  ]),
]);
