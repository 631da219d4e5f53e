/**
 * Returns true for the file names under which providers publish clusterctl templates. Other files may be rendered by
 * other tools: envsubst, Flux, a script.
 */
export function isClusterctlTemplate(uri: string): boolean {
  return /(^|\/)(cluster-template[^/]*|clusterclass-[^/]*|[^/]*-components)\.ya?ml$/.test(uri);
}
