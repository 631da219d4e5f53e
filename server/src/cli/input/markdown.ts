import type { SourcedText } from './sourced-text.ts';

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*(ya?ml|json)\b[^\r\n]*\r?\n([\s\S]*?)^[ \t]*\2[`~]*[ \t]*$/gim;

/**
 * Returns the fenced code blocks of a Markdown page that contain YAML or JSON, in their order. Some pages mark shell
 * commands as YAML, such as `cat <<EOF | kubectl apply -f -`; such blocks are skipped.
 */
export function codeBlocks(page: string): readonly SourcedText[] {
  return [...page.matchAll(FENCE)].flatMap((match) => {
    const [fence, indent = '', , , body = ''] = match;
    if (!startsAsData(body)) return [];
    const start = match.index + fence.indexOf('\n') + 1;
    return [withoutIndent(page, start, body, indent.length)];
  });
}

/** Returns true if the first line that is no comment is a key, a list item, a document marker or a flow collection. */
function startsAsData(body: string): boolean {
  const first = body.split('\n').find((line) => /^\s*[^#\s]/.test(line)) ?? '';
  return /^\s*(---|[-{[%"']|[\w./${}-]+\s*:(\s|$))/.test(first);
}

/** Removes the indentation of the fence from each line, as Markdown does in a list. */
function withoutIndent(source: string, start: number, body: string, indent: number): SourcedText {
  let text = '';
  /** The start of each line in the text and in the page. */
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
