import type { SourcedText } from './sourced-text.ts';

/** The info string of a fence of backticks has no backtick: ```` ```a``` ```` is code in a line. */
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})[ \t]*(?:(?:ya?ml|json)\b)?/i;

interface Line {
  readonly start: number;
  readonly text: string;
}

/** A fence that opens a code block. */
interface Fence {
  readonly marker: string;
  readonly isData: boolean;
  /** The number of block quotes around the fence. */
  readonly quotes: number;
  /** The number of characters of indentation after the quotes. */
  readonly indent: number;
}

/**
 * Returns the fenced code blocks of a Markdown page that contain YAML or JSON, in their order, and the files in a block
 * separately. Some pages mark shell commands as YAML, such as `cat <<EOF | kubectl apply -f -`; such blocks are skipped.
 */
export function codeBlocks(page: string): readonly SourcedText[] {
  const blocks: SourcedText[] = [];
  let fence: Fence | undefined;
  let body: Line[] = [];
  let start = 0;
  for (const text of page.split(/(?<=\n)/)) {
    const line = { start, text };
    start += text.length;
    if (!fence) {
      fence = fenceAt(text);
      body = [];
    } else if (!isEnd(text, fence)) body.push(line);
    else {
      if (fence.isData) blocks.push(...filesIn(page, body, line, fence));
      // A line outside the block quote ends the block, and can open the next.
      fence = quotesOf(text).count < fence.quotes ? fenceAt(text) : undefined;
      body = [];
    }
  }
  return blocks;
}

function fenceAt(line: string): Fence | undefined {
  const { count, length } = quotesOf(line);
  const rest = line.slice(length);
  const indent = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const [all, marker] = FENCE.exec(rest.slice(indent)) ?? [];
  if (all === undefined || marker === undefined) return undefined;
  return { marker, isData: /\w$/.test(all), quotes: count, indent };
}

function isEnd(line: string, { marker, quotes }: Fence): boolean {
  const { count, length } = quotesOf(line, quotes);
  if (count < quotes) return true;
  const text = line.slice(length).trim();
  return text.startsWith(marker) && /^(`+|~+)$/.test(text);
}

/** Counts the markers of block quotes at the start of a line, each with at most one space, and their characters. */
function quotesOf(line: string, max = Number.POSITIVE_INFINITY): { readonly count: number; readonly length: number } {
  let [count, length] = [0, 0];
  for (; count < max; count++) {
    const marker = /^[ \t]{0,3}> ?/.exec(line.slice(length, length + 5));
    if (!marker) break;
    length += marker[0].length;
  }
  return { count, length };
}

/** A comment that consists of the path of a file, such as `# clusters/edge.yaml`. */
const FILE_COMMENT = /^#[-# \t]*[\w./-]+\.(?:ya?ml|json)[-:# \t]*$/;

/**
 * Returns the files of a block. A comment with a path starts a file if an object begins after it, and no document
 * marker separates that object from the lines above.
 */
function* filesIn(page: string, body: readonly Line[], end: Line, fence: Fence): Iterable<SourcedText> {
  const lines = withoutPrefix(page, body, end, fence)
    .text.split('\n')
    .map((line) => line.trimEnd());
  let from = 0;
  for (const to of [...fileStarts(lines), body.length]) {
    const file = withoutPrefix(page, body.slice(from, to), body[to] ?? end, fence);
    if (startsAsData(file.text)) yield file;
    from = to;
  }
}

function* fileStarts(lines: readonly string[]): Iterable<number> {
  let above = '---';
  let path: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('#')) {
      if (above !== '---' && FILE_COMMENT.test(line)) path ??= index;
    } else if (line !== '') {
      if (path !== undefined && line.startsWith('apiVersion:')) yield path;
      path = undefined;
      above = line;
    }
  }
}

/** Returns true if the first line that is not a comment is a key, a list item, a document marker or a flow collection. */
function startsAsData(body: string): boolean {
  const first = body.split('\n').find((line) => /^\s*[^#\s]/.test(line)) ?? '';
  return /^\s*(---|[-{[%"']|[\w./${}-]+\s*:(\s|$))/.test(first);
}

/** Removes the block quotes and the indentation of the fence from each line, as Markdown does. */
function withoutPrefix(source: string, body: readonly Line[], end: Line, { quotes, indent }: Fence): SourcedText {
  let text = '';
  /** The start of each line in the text and in the page. */
  const lines: { readonly at: number; readonly from: number }[] = [];
  const prefixOf = (line: string) => {
    const { length } = quotesOf(line, quotes);
    return length + (/^[ \t]*/.exec(line.slice(length, length + indent))?.[0].length ?? 0);
  };
  for (const line of body) {
    const prefix = prefixOf(line.text);
    lines.push({ at: text.length, from: line.start + prefix });
    text += line.text.slice(prefix);
  }
  // The end of the text is where the fence begins, so that a change of the last line keeps the line of the fence.
  lines.push({ at: text.length, from: end.start + prefixOf(end.text) });
  const offsetOf = (offset: number) => {
    const line = lines.findLast(({ at }) => at <= offset);
    return line ? line.from + offset - line.at : end.start;
  };
  return { text, source, offsetOf };
}
