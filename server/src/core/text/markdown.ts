/**
 * Returns a code span that shows a text, whatever it contains. Line breaks become spaces, because an empty line would
 * end the span.
 */
export function codeSpan(text: string): string {
  const line = text.replace(/\s*[\r\n]\s*/g, ' ');
  if (line.trim() === '') return '`""`';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Returns Markdown that shows a text as it is: without links, images, HTML and other markup, in one line. */
export function plainMarkdown(text: string): string {
  return (
    text
      .replace(/\s*[\r\n]\s*/g, ' ')
      .replace(/[\\`*_[\]<>~]|&(?=#?\w+;)/g, '\\$&')
      // Markup at the start of a line.
      .replace(/^\s*(?=[-+=#|>])/, '$&\\')
      .replace(/^(\s*\d+)(?=[.)])/, '$1\\')
      // Text that some renderers turn into links.
      .replace(/:(?=\/\/)|\.(?<=\bwww\.)|@/gi, '\\$&')
  );
}
