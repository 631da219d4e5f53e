/**
 * Returns true if a string contains a placeholder that is replaced before the API server receives it: clusterctl,
 * envsubst and Flux (`${NAME}`, `$NAME`), Helm and jinja (braces), pipelines that replace tokens (`@@NAME@@`, `%NAME%`,
 * `__NAME__`, `#{NAME}#`, `replace_name`), kustomize's vars (`$(NAME)`), vals and Argo CD's plugin (`ref+vault://…`,
 * `<name>`), spruce, ytt and Chainsaw (`(( name ))`, `(@= name @)`, `($name)`), and what SOPS and Ansible Vault decrypt.
 */
export function hasPlaceholder(text: string): boolean {
  // Hot path: few values contain one of these characters.
  return (text.includes('$') || text.includes('{') || STARTS.has(text.charCodeAt(0))) && PLACEHOLDER.test(text);
}

/**
 * Returns true if a string marks what the author of a page omitted: `...`, or words in angle brackets. Placeholders of
 * Argo CD's plugin have no spaces, except around a modifier or in a path.
 */
export function isOmission(text: string): boolean {
  return text === '...' || text === '…' || (/^<[^<>\n|:#]+>$/.test(text) && /\w \w/.test(text));
}

const STARTS = new Set([...'@%_Er<(.…'].map((letter) => letter.charCodeAt(0)));

const PLACEHOLDER = new RegExp(
  [
    String.raw`\$\{|\{\{|\{%|#\{`,
    // Lowercase names may be variables of a shell.
    String.raw`(?<![\\$])\$[A-Z][A-Z0-9_]+`,
    String.raw`^\$[A-Za-z_]\w*$`,
    // Lowercase letters between underscores are a name, such as __proto__.
    String.raw`^(@@?|%%?)[A-Za-z][\w.-]*\1$|^__[A-Z][A-Z0-9_]*__$`,
    String.raw`^\$\(\w[\w.-]*\)$|^<[^<>\n]+>$|^\(\(.*\)\)$|^\(@.*@\)$`,
    // Expressions of Chainsaw: ($name), (join('-', [$a, $b])).
    String.raw`\(\$[A-Za-z]\w*\)|^\(\w+\(.*\)\)$|^\((?=[^\n]*\)$)[^\n]*\$\w`,
    // No name of an object contains an underscore.
    String.raw`^replace_[A-Za-z]\w*$`,
    String.raw`^ENC\[[A-Z0-9_]+,`,
    String.raw`^ref\+\w+:\/\/`,
    // Left out by the author of a page.
    String.raw`^(\.\.\.|…)$`,
  ].join('|'),
);
