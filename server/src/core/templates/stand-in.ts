/**
 * Returns true if a text is or contains a placeholder that a tool replaces before the API server receives it:
 * clusterctl, envsubst and Flux (`${NAME}`, `$NAME`), Helm and jinja (braces), token replacement in pipelines
 * (`@@NAME@@`, `%NAME%`, `__NAME__`, `#{NAME}#`), kustomize vars (`$(NAME)`), vals and the Argo CD Vault plugin
 * (`ref+vault://…`, `<name>`), spruce and ytt (`(( name ))`, `(@= name @)`), and encrypted values of SOPS and Ansible
 * Vault.
 */
export function isStandIn(text: string): boolean {
  // Hot path: called for every value, and few contain one of these characters.
  return (text.includes('$') || text.includes('{') || STARTS.has(text.charCodeAt(0))) && PLACEHOLDER.test(text);
}

const STARTS = new Set([...'@%_Er<('].map((letter) => letter.charCodeAt(0)));

const PLACEHOLDER = new RegExp(
  [
    String.raw`\$\{|\{\{|\{%|#\{`,
    // Lowercase names may be shell variables.
    String.raw`(?<![\\$])\$[A-Z][A-Z0-9_]+`,
    String.raw`^\$[A-Za-z_]\w*$`,
    // Lowercase text between underscores is a regular name, such as __proto__.
    String.raw`^(@@?|%%?)[A-Za-z][\w.-]*\1$|^__[A-Z][A-Z0-9_]*__$`,
    String.raw`^\$\(\w[\w.-]*\)$|^<[^<>\n]+>$|^\(\(.*\)\)$|^\(@.*@\)$`,
    String.raw`^ENC\[[A-Z0-9_]+,`,
    String.raw`^ref\+\w+:\/\/`,
  ].join('|'),
);
