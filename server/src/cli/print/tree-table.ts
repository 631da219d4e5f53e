import type pc from 'picocolors';
import type { Severity, TreeRow } from '../../core/index.ts';

type Colors = ReturnType<typeof pc.createColors>;

const HEADS = ['NAME', 'READY', 'SEVERITY', 'REASON', 'SINCE', 'MESSAGE'] as const;
const GAP = 2;

/**
 * Trees under the heads that `clusterctl describe cluster` has. What is ready, and since when, only a live cluster can
 * tell; what cannot become ready is told by the findings.
 */
export function treeTable(trees: readonly (readonly TreeRow[])[], colors: Colors): string {
  if (trees.length === 0) return 'No Cluster is in these manifests.\n';
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
  if (node.state === 'elsewhere') return [name, '', '', '', '', 'not among these manifests'];
  const [worst, ...others] = node.findings;
  if (!worst) return [name, '', '', '', '', ''];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const ready = worst.severity === 'error' ? 'False' : '';
  // Why is told by who names it, in the line above.
  if (node.state === 'missing') return [name, ready, SEVERITIES[worst.severity], '', '', 'no manifest at hand has it'];
  return [name, ready, SEVERITIES[worst.severity], worst.rule, '', firstSentence(worst.message) + more];
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  hint: 'Hint',
};

/** A line of a table has no room for what to do, which `lint` tells. */
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
