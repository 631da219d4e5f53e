import type pc from 'picocolors';
import type { Severity, TreeRow } from '../../core/index.ts';

type Colors = ReturnType<typeof pc.createColors>;

const HEADS = ['NAME', 'READY', 'SEVERITY', 'REASON', 'SINCE', 'MESSAGE'] as const;
const GAP = 2;

export interface TreeTableOptions {
  readonly colors: Colors;
  /** The width of the terminal, at which messages are cut; undefined for no limit. */
  readonly width?: number | undefined;
}

/**
 * Prints trees with the columns of `clusterctl describe cluster`. Only a live cluster knows what is ready and since when;
 * errors mark what cannot become ready.
 */
export function treeTable(trees: readonly (readonly TreeRow[])[], { colors, width }: TreeTableOptions): string {
  if (trees.length === 0) return 'No Cluster is in these manifests.\n';
  const rows = trees.map((tree) => tree.map((row) => ({ row, cells: cellsOf(row) })));
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.flat().map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], paint: (text: string, column: number) => string) =>
    cut(cells, widths, width)
      .map((cell, column) => paint(cell, column) + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cell.length) + GAP))
      .join('')
      .trimEnd();
  const lines = rows.map((tree) => tree.map(({ row, cells }) => line(cells, painterOf(row, colors))).join('\n'));
  return `${line(HEADS, (text) => colors.bold(text))}\n${lines.join('\n\n')}\n`;
}

/** Shortens the last cell so that the line fits into the terminal, if enough of it remains. */
function cut(cells: readonly string[], widths: readonly number[], width: number | undefined): readonly string[] {
  const last = cells.at(-1) ?? '';
  const left = (width ?? Number.POSITIVE_INFINITY) - widths.slice(0, -1).reduce((sum, each) => sum + each + GAP, 0);
  return last.length <= left || left < LEAST_MESSAGE ? cells : [...cells.slice(0, -1), `${last.slice(0, left - 1)}…`];
}

const LEAST_MESSAGE = 20;

function cellsOf({ node, name }: TreeRow): readonly string[] {
  if (node.state === 'elsewhere') return [name, '', '', '', '', 'not among these manifests'];
  const [worst, ...others] = node.findings;
  if (!worst) return [name, '', '', '', '', ''];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const ready = worst.severity === 'error' ? 'False' : '';
  // The reason is in the line of the object that refers to it.
  if (node.state === 'missing') return [name, ready, SEVERITIES[worst.severity], '', '', 'not among these manifests'];
  return [name, ready, SEVERITIES[worst.severity], worst.rule, '', firstSentence(worst.message) + more];
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  hint: 'Hint',
};

/** A table has no room for the remedy, which `lint` prints. */
function firstSentence(message: string): string {
  return /^.*?[.:](?= [A-Z])/.exec(message)?.[0].replace(/[.:]$/, '') ?? message.replace(/\.$/, '');
}

function painterOf({ node }: TreeRow, colors: Colors): (text: string, column: number) => string {
  const [worst] = node.findings;
  const paint =
    worst?.severity === 'error' ? colors.red : worst?.severity === 'warning' ? colors.yellow : (text: string) => text;
  const name = node.state === 'elsewhere' || node.state === 'group' ? colors.dim : (text: string) => text;
  return (text, column) => (column === 0 ? name(text) : paint(text));
}
