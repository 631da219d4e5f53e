/**
 * Returns true if a tool renders the text before it is parsed as YAML (Helm, Jinja, clusterctl), or if it is
 * documentation with omitted lines (`...`). Then text that is invalid YAML may be correct.
 */
export function isTemplatedText(text: string): boolean {
  return text.includes('${') || isRenderedText(text);
}

/**
 * Returns the same except for the variables of clusterctl, Flux and shells (`${NAME}`), whose values are text within a
 * line. `{{ ds.KEY }}` is evaluated by cloud-init on the machine, and is text for kubectl, unless a value begins with it.
 */
export function isRenderedText(text: string): boolean {
  return RENDERED.test(text);
}

const RENDERED = /\{\{(?!\s*ds\.)|([:-][ \t]+|^\s*)\{\{|\{%|%\{|<%|@@|^\s*(\[\.\.\.\]|\.{4,}|\s\.\.\.)/m;
