import type pc from 'picocolors';
import { type Severity, shortNote, type TreeNode, type TreeRow } from '../../core/index.ts';

type Colors = ReturnType<typeof pc.createColors>;

export interface TreeTextOptions {
  readonly colors: Colors;
  /** The width of the terminal, which no line exceeds; undefined for no limit. */
  readonly width?: number | undefined;
}

const GAP = 2;

/** Notes are in a column if it is at least this wide; otherwise each note follows its name. */
const MIN_COLUMN = 40;

/** Prints trees with a short note after the name of each object that has problems. */
export function treeText(trees: readonly (readonly TreeRow[])[], { colors, width }: TreeTextOptions): string {
  const limit = width ?? Number.POSITIVE_INFINITY;
  const longest = Math.max(...trees.flat().flatMap((row) => (noteOf(row.node) ? row.name.length : [])), 0);
  const column = limit - longest - GAP >= MIN_COLUMN ? longest : 0;
  const line = ({ node, name }: TreeRow): string => {
    const cutName = cut(name, limit);
    const gap = ' '.repeat(Math.max(0, column - cutName.length) + GAP);
    const room = limit - cutName.length - gap.length;
    const note = noteOf(node);
    const isDimmed = node.state === 'elsewhere' || node.state === 'group';
    const written = isDimmed ? colors.dim(cutName) : cutName;
    return note && room > 1 ? `${written}${gap}${paint(cut(note, room), node, colors)}` : written;
  };
  return `${trees.map((tree) => tree.map(line).join('\n')).join('\n\n')}\n`;
}

const MARKS: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: 'i', hint: 'i' };

/** Returns what is known about an object that a reference names and that was not found. */
export function absenceOf({ isUncertain }: TreeNode): string {
  return isUncertain ? 'possibly in these manifests' : 'not in these manifests';
}

function noteOf(node: TreeNode): string {
  if (node.state === 'elsewhere') return absenceOf(node);
  const [worst] = node.findings;
  return worst ? `${MARKS[worst.severity]} ${shortNote(node)}` : '';
}

function paint(text: string, { state, findings: [worst] }: TreeNode, colors: Colors): string {
  if (state === 'elsewhere') return colors.dim(text);
  if (worst?.severity === 'error') return colors.red(text);
  return worst?.severity === 'warning' ? colors.yellow(text) : text;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
