/** Minimal manifests with findings whose fixes once broke a file. */
export const DOCUMENTS_OF_FAULTS: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: 'a field that moves within its map',
    text: 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineHealthCheck\nmetadata:\n  name: x\n  namespace: d\nspec:\n  clusterName: c\n  maxUnhealthy: 100%\n  selector:\n    matchLabels:\n      a: b\n',
  },
  {
    name: 'a field that moves from the end of its map',
    text: 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineHealthCheck\nmetadata:\n  name: x\n  namespace: d\nspec:\n  clusterName: c\n  selector:\n    matchLabels:\n      a: b\n  maxUnhealthy: 100%\n',
  },
  {
    name: 'a field without a value',
    text: 'apiVersion: kamaji.clastix.io/v1alpha1\nkind: DataStore\nmetadata:\n  name: d\nspec:\n  driver: etcd\n  endpoints:\n  tlsConfig:\n    certificateAuthority:\n      certificate:\n        secretReference: {name: a, namespace: b, keyPath: c}\n      privateKey:\n        secretReference: {name: a, namespace: b, keyPath: }\n',
  },
  {
    name: 'a field that is null, with a comment',
    text: 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: p\nspec:\n  clusterName: # later\n  namePrefix: null\n  pools:\n    - start: 192.0.2.1\n      end: 192.0.2.9\n      prefix: "24"\n',
  },
  {
    name: 'a kind that is missing',
    text: 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: ClusterClass\nmetadata:\n  name: example\nspec:\n  controlPlane:\n    templateRef:\n      apiVersion: controlplane.cluster.x-k8s.io/v1beta2\n      kind: KubeadmControlPlaneTemplate\n      name: a\n  infrastructure:\n    templateRef:\n      apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\n      name: b\n',
  },
  {
    name: 'networks that are missing',
    text: 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: cluster\nspec:\n  clusterNetwork:\n    services: {}\n    pods:\n      cidrBlocks: [10.0.0.0/8, 5, true]\n  controlPlaneEndpoint: {host: 5, port: "6443"}\n  infrastructureRef:\n    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\n    name: m\n',
  },
];
