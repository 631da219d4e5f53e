/** Names for the same thing: the fields of the kinds, and what people write instead. */
export const CLUSTER_API_FIELD_SYNONYMS: readonly (readonly string[])[] = [
  ['version', 'kubernetesVersion', 'k8sVersion'],
  ['replicas', 'count', 'nodes'],
  ['healthCheck', 'machineHealthCheck'],
];
