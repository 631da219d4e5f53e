import { type LineHunk, lineDiff } from './line-diff.ts';

const CONTEXT = 3;

/** A change of a file as `diff -u` writes it and `git apply` reads it; empty without a change. */
export function unifiedDiff(path: string, beforeText: string, afterText: string): string {
  const { before, hunks } = lineDiff(beforeText, afterText);
  if (hunks.length === 0) return '';
  let shift = 0;
  const parts = groupsOf(hunks).map((group) => {
    const start = Math.max(0, (group[0]?.from ?? 0) - CONTEXT);
    const end = Math.min(before.length, (group.at(-1)?.to ?? 0) + CONTEXT);
    const lines: string[] = [];
    let at = start;
    let added = 0;
    for (const { from, to, lines: own } of group) {
      lines.push(...before.slice(at, from).map((line) => ` ${line}`));
      lines.push(...before.slice(from, to).map((line) => `-${line}`), ...own.map((line) => `+${line}`));
      added += own.length - (to - from);
      at = to;
    }
    lines.push(...before.slice(at, end).map((line) => ` ${line}`));
    const [oldCount, newCount] = [end - start, end - start + added];
    const header = `@@ -${range(start, oldCount)} +${range(start + shift, newCount)} @@\n`;
    shift += added;
    return header + lines.map(terminated).join('');
  });
  const name = quoted(path);
  return `--- ${name('a')}\n+++ ${name('b')}\n${parts.join('')}`;
}

/** Hunks are merged if their context lines overlap or are adjacent. */
function groupsOf(hunks: readonly LineHunk[]): readonly (readonly LineHunk[])[] {
  const groups: LineHunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    if (last && hunk.from - (last.at(-1)?.to ?? 0) <= 2 * CONTEXT) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function range(start: number, count: number): string {
  const line = count === 0 ? start : start + 1;
  return count === 1 ? String(line) : `${line},${count}`;
}

function terminated(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}

/** Quotes a path with special characters as git does. */
function quoted(path: string): (side: string) => string {
  const escaped = path.replace(SPECIAL, (letter) =>
    letter === '"' || letter === '\\' ? `\\${letter}` : `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return (side) => (escaped === path ? `${side}/${path}` : `"${side}/${escaped}"`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: git escapes these
const SPECIAL = /["\\\u0000-\u001f\u007f]/g;
