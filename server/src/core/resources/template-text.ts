/**
 * Whether a text stands for another that something renders later: a clusterctl variable (`${NAME}`), a Helm or jinja
 * expression, an angle-bracket or all-capitals stand-in as documentation writes them. Such a value is unknowable: it
 * is compared as text, for two equal templates render alike, and never judged.
 */
export function isTemplate(text: string): boolean {
  return /\$\{|\$\(|\{\{|\}\}|\{%|<[^<>]*>/.test(text) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);
}
