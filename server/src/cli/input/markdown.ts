import type { SourcedText } from './sourced-text.ts';

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*(ya?ml|json)\b[^\r\n]*\r?\n([\s\S]*?)^[ \t]*\2[`~]*[ \t]*$/gim;

/** The YAML and JSON in the fenced code blocks of a Markdown page, in their order. */
export function codeBlocks(page: string): readonly SourcedText[] {
  return [...page.matchAll(FENCE)].map((match) => {
    const [fence, indent = '', , , body = ''] = match;
    const start = match.index + fence.indexOf('\n') + 1;
    return withoutIndent(page, start, body, indent.length);
  });
}

/** A block in a list is indented with it, and its lines lose as many spaces. */
function withoutIndent(source: string, start: number, body: string, indent: number): SourcedText {
  let text = '';
  /** Where each line begins in the text and in the page. */
  const lines: { readonly at: number; readonly from: number }[] = [];
  let from = start;
  for (const line of body.split(/(?<=\n)/)) {
    const blank = /^[ \t]*/.exec(line.slice(0, indent))?.[0].length ?? 0;
    lines.push({ at: text.length, from: from + blank });
    text += line.slice(blank);
    from += line.length;
  }
  const offsetOf = (offset: number) => {
    const line = lines.findLast(({ at }) => at <= offset);
    return line ? line.from + offset - line.at : start;
  };
  return { text, source, offsetOf };
}
