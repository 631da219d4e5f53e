// Kinds of Cluster API, without those of its kubeadm providers.
import { groupKind } from '../../core/objects/group-kind.ts';

export const CLUSTER_GROUP = 'cluster.x-k8s.io';
export const Cluster = groupKind(CLUSTER_GROUP, 'Cluster');
export const ClusterClass = groupKind(CLUSTER_GROUP, 'ClusterClass');
export const Machine = groupKind(CLUSTER_GROUP, 'Machine');
export const MachineDeployment = groupKind(CLUSTER_GROUP, 'MachineDeployment');
export const MachineDrainRule = groupKind(CLUSTER_GROUP, 'MachineDrainRule');
export const MachineHealthCheck = groupKind(CLUSTER_GROUP, 'MachineHealthCheck');
export const MachinePool = groupKind(CLUSTER_GROUP, 'MachinePool');
export const MachineSet = groupKind(CLUSTER_GROUP, 'MachineSet');

/** Groups in which every provider of the contract may define kinds. */
export const BOOTSTRAP_GROUP = 'bootstrap.cluster.x-k8s.io';
export const CONTROL_PLANE_GROUP = 'controlplane.cluster.x-k8s.io';
export const INFRASTRUCTURE_GROUP = 'infrastructure.cluster.x-k8s.io';

export const ADDONS_GROUP = 'addons.cluster.x-k8s.io';
export const ClusterResourceSet = groupKind(ADDONS_GROUP, 'ClusterResourceSet');
export const ClusterResourceSetBinding = groupKind(ADDONS_GROUP, 'ClusterResourceSetBinding');
export const HelmChartProxy = groupKind(ADDONS_GROUP, 'HelmChartProxy');

export const CLUSTER_IPAM_GROUP = 'ipam.cluster.x-k8s.io';
export const IPAddress = groupKind(CLUSTER_IPAM_GROUP, 'IPAddress');
export const IPAddressClaim = groupKind(CLUSTER_IPAM_GROUP, 'IPAddressClaim');

export const RUNTIME_GROUP = 'runtime.cluster.x-k8s.io';
export const ExtensionConfig = groupKind(RUNTIME_GROUP, 'ExtensionConfig');

// Kinds of Cluster API's infrastructure provider for tests.
export const DevCluster = groupKind(INFRASTRUCTURE_GROUP, 'DevCluster');
export const DevClusterTemplate = groupKind(INFRASTRUCTURE_GROUP, 'DevClusterTemplate');
export const DevMachine = groupKind(INFRASTRUCTURE_GROUP, 'DevMachine');
export const DevMachineTemplate = groupKind(INFRASTRUCTURE_GROUP, 'DevMachineTemplate');
export const DockerCluster = groupKind(INFRASTRUCTURE_GROUP, 'DockerCluster');
export const DockerClusterTemplate = groupKind(INFRASTRUCTURE_GROUP, 'DockerClusterTemplate');
export const DockerMachine = groupKind(INFRASTRUCTURE_GROUP, 'DockerMachine');
export const DockerMachinePool = groupKind(INFRASTRUCTURE_GROUP, 'DockerMachinePool');
export const DockerMachinePoolTemplate = groupKind(INFRASTRUCTURE_GROUP, 'DockerMachinePoolTemplate');
export const DockerMachineTemplate = groupKind(INFRASTRUCTURE_GROUP, 'DockerMachineTemplate');

/** The annotation of an infrastructure cluster that its provider does not manage. */
export const MANAGED_BY = 'cluster.x-k8s.io/managed-by';

/** The name of the provider's repository, by which the schemas and rules name it. */
export const CAPI = 'cluster-api';
