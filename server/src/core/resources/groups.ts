/** The groups of the kinds that we know by name. */
export const GROUPS = {
  core: '',
  cluster: 'cluster.x-k8s.io',
  bootstrap: 'bootstrap.cluster.x-k8s.io',
  controlPlane: 'controlplane.cluster.x-k8s.io',
  gateway: 'gateway.networking.k8s.io',
  infrastructure: 'infrastructure.cluster.x-k8s.io',
  ipam: 'ipam.metal3.io',
  kamaji: 'kamaji.clastix.io',
  metal3: 'metal3.io',
} as const;
