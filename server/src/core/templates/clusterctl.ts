/**
 * Whether clusterctl reads a file as a template, by the names under which providers publish theirs. Others may be
 * rendered by anything: envsubst, Flux, a script.
 */
export function isClusterctlTemplate(uri: string): boolean {
  return /(^|\/)(cluster-template[^/]*|clusterclass-[^/]*|[^/]*-components)\.ya?ml$/.test(uri);
}
