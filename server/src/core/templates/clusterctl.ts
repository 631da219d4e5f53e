/**
 * Returns true if a file has a name under which providers publish clusterctl templates. Other files may be rendered by
 * any tool, such as envsubst, Flux or a script.
 */
export function isClusterctlTemplate(uri: string): boolean {
  return /(^|\/)(cluster-template[^/]*|clusterclass-[^/]*|[^/]*-components)\.ya?ml$/.test(uri);
}
