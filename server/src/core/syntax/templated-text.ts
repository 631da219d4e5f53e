/**
 * Whether something else reads a text before it is YAML (Helm, Jinja, clusterctl variables), or it is documentation
 * that leaves lines out (`...`). Then what a YAML reader rejects in it may be right.
 */
export function isTemplatedText(text: string): boolean {
  return TEMPLATE.test(text);
}

const TEMPLATE = /\{\{|\{%|\$\{|^\s*(\[\.\.\.\]|\.{4,}|\s\.\.\.)/m;
