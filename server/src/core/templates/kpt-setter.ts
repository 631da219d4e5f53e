/**
 * Returns true if the line of an offset ends with a comment by which kpt's `apply-setters` replaces the value, such as
 * `# kpt-set: ${image}`. The written value may be a placeholder.
 */
export function isReplacedBySetter(text: string, offset: number): boolean {
  // Hot path: few documents have such a comment.
  if (!text.includes('# kpt-set: ')) return false;
  const end = text.indexOf('\n', offset);
  return /[ \t]# kpt-set: [^\n]*\$\{/.test(text.slice(offset, end < 0 ? text.length : end));
}
