/**
 * Whether a text is or holds one that something fills in before the API server sees it: clusterctl, envsubst and Flux
 * (`${NAME}`, `$NAME`), Helm and jinja (braces), pipelines that replace tokens (`@@NAME@@`, `%NAME%`, `__NAME__`,
 * `#{NAME}#`), kustomize's vars (`$(NAME)`), vals and Argo CD's plugin (`ref+vault://…`, `<name>`), spruce and ytt
 * (`(( name ))`, `(@= name @)`), and what SOPS and Ansible Vault decrypt.
 */
export function isStandIn(text: string): boolean {
  // Asked of every value, and hardly any has one of these signs.
  return (text.includes('$') || text.includes('{') || STARTS.has(text.charCodeAt(0))) && STAND_IN.test(text);
}

const STARTS = new Set([...'@%_Er<('].map((letter) => letter.charCodeAt(0)));

const STAND_IN = new RegExp(
  [
    String.raw`\$\{|\{\{|\{%|#\{`,
    // Small letters may be the shell's own.
    String.raw`(?<![\\$])\$[A-Z][A-Z0-9_]+`,
    String.raw`^\$[A-Za-z_]\w*$`,
    // Small letters between underscores are a name, such as __proto__.
    String.raw`^(@@?|%%?)[A-Za-z][\w.-]*\1$|^__[A-Z][A-Z0-9_]*__$`,
    String.raw`^\$\(\w[\w.-]*\)$|^<[^<>\n]+>$|^\(\(.*\)\)$|^\(@.*@\)$`,
    String.raw`^ENC\[[A-Z0-9_]+,`,
    String.raw`^ref\+\w+:\/\/`,
  ].join('|'),
);
