/**
 * Returns true if a tool renders the text before it is parsed as YAML (Helm, Jinja, clusterctl), or if it is
 * documentation with omitted lines (`...`). Then text that is invalid YAML may be correct.
 */
export function isTemplatedText(text: string): boolean {
  return TEMPLATE.test(text);
}

const TEMPLATE = /\{\{|\{%|\$\{|^\s*(\[\.\.\.\]|\.{4,}|\s\.\.\.)/m;
