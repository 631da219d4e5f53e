import type pc from 'picocolors';
import { firstSentence, type Severity, type TreeRow } from '../../core/index.ts';
import { absenceOf } from './tree-text.ts';

type Colors = ReturnType<typeof pc.createColors>;

const HEADS = ['NAME', 'READY', 'SEVERITY', 'REASON', 'MESSAGE'] as const;
const GAP = 2;

/**
 * Prints trees with the columns of `clusterctl describe cluster`, except that of times, which only a live cluster has.
 * Errors mark what cannot become ready. Lines can be longer than the width of the terminal.
 */
export function treeTable(trees: readonly (readonly TreeRow[])[], colors: Colors): string {
  const rows = trees.map((tree) => tree.map((row) => ({ row, cells: cellsOf(row) })));
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.flat().map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], paint: (text: string, column: number) => string) =>
    cells
      .map((cell, column) => paint(cell, column) + ' '.repeat((widths[column] ?? 0) - cell.length + GAP))
      .join('')
      .trimEnd();
  const lines = rows.map((tree) => tree.map(({ row, cells }) => line(cells, painterOf(row, colors))).join('\n'));
  return `${line(HEADS, (text) => colors.bold(text))}\n${lines.join('\n\n')}\n`;
}

function cellsOf({ node, name }: TreeRow): readonly string[] {
  const [worst, ...others] = node.findings;
  if (node.state === 'elsewhere') return [name, '', '', '', absenceOf(node)];
  if (!worst) return [name, '', '', '', ''];
  const ready = worst.severity === 'error' ? 'False' : '';
  if (node.state === 'missing') return [name, ready, SEVERITIES[worst.severity], '', absenceOf(node)];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [name, ready, SEVERITIES[worst.severity], worst.rule, firstSentence(worst.message) + more];
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  hint: 'Hint',
};

function painterOf({ node }: TreeRow, colors: Colors): (text: string, column: number) => string {
  const [worst] = node.findings;
  const paint =
    worst?.severity === 'error' ? colors.red : worst?.severity === 'warning' ? colors.yellow : (text: string) => text;
  const name = node.state === 'elsewhere' || node.state === 'group' ? colors.dim : (text: string) => text;
  return (text, column) => (column === 0 ? name(text) : paint(text));
}
