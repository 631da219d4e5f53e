import dagre from '@dagrejs/dagre';
import type { Picture, PictureEdge } from '../../protocol/index.ts';
import { labelOfEdge, noteOf } from './labels.ts';
import type { PlacedNode, Point } from './placed-node.ts';
import { type Route, routeBetween } from './route.ts';

/** A picture with coordinates in pixels from the top left. */
export interface PlacedPicture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedEdge {
  readonly edge: PictureEdge;
  readonly label: string;
  /** From the referring node to the node that it refers to. */
  readonly points: readonly Point[];
  /** The center of the label. */
  readonly labelAt: Point;
  readonly labelWidth: number;
  /** The points are joined by straight lines. */
  readonly isStraight?: boolean;
}

/** The assumed widths of characters, because fonts cannot be measured outside a browser. */
const CHARACTER_WIDTH = 7.3;
const SMALL_CHARACTER_WIDTH = 6.4;
const NODE_HEIGHT = 46;
export const LABEL_HEIGHT = 16;

/**
 * Computes a layout that starts with the root, from top to bottom or from left to right. An object that refers to the
 * root is placed after it.
 */
export function layout({ title, nodes, edges }: Picture, direction: 'down' | 'right' = 'down'): PlacedPicture {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  const space = direction === 'down' ? { rankdir: 'TB', nodesep: 18 } : { rankdir: 'LR', nodesep: 26 };
  graph.setGraph({ ...space, ranksep: 24, edgesep: 12, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const roots = new Set(nodes.flatMap(({ id, isRoot }) => (isRoot ? [id] : [])));
  for (const node of nodes) {
    const firstLine = [node.kind, noteOf(node)].join(' ').length * SMALL_CHARACTER_WIDTH;
    graph.setNode(node.id, {
      width: Math.max(firstLine, node.name.length * CHARACTER_WIDTH) + 28,
      height: NODE_HEIGHT,
    });
  }
  // Conflict edges without a reference do not affect the order of a narrow picture.
  const unordered = new Set(direction === 'right' ? edges.filter((edge) => isOnlyConflict(edge, edges)) : []);
  for (const [index, edge] of edges.entries()) {
    if (unordered.has(edge)) continue;
    const [from, to] = isReversed(edge, roots) ? [edge.to, edge.from] : [edge.from, edge.to];
    graph.setEdge(from, to, { width: labelWidthOf(edge), height: LABEL_HEIGHT, labelpos: 'c' }, String(index));
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const placed = new Map(
    nodes.map((node) => [node.id, { node, ...(graph.node(node.id) as Omit<PlacedNode, 'node'>) }]),
  );
  const ordered = edges.flatMap((edge, index): PlacedEdge[] => {
    if (unordered.has(edge)) return [];
    const reversed = isReversed(edge, roots);
    const [from, to] = reversed ? [edge.to, edge.from] : [edge.from, edge.to];
    const { points, x, y } = graph.edge({ v: from, w: to, name: String(index) }) as { points: Point[] } & Point;
    return [placedEdge(edge, { points: reversed ? points.toReversed() : points, labelAt: { x, y } })];
  });
  const conflicts: PlacedEdge[] = [];
  for (const edge of unordered) {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
    if (!from || !to) continue;
    const taken = [...ordered, ...conflicts].map(({ labelAt, labelWidth }) => ({
      ...labelAt,
      width: labelWidth,
      height: LABEL_HEIGHT,
    }));
    const label = { width: labelWidthOf(edge), height: LABEL_HEIGHT };
    const route = routeBetween(from, to, { nodes: [...placed.values()], taken, label, width });
    conflicts.push({ ...placedEdge(edge, route), isStraight: true });
  }
  return {
    title,
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: [...placed.values()],
    edges: [...ordered, ...conflicts],
  };
}
function placedEdge(edge: PictureEdge, route: Route): PlacedEdge {
  return { edge, label: labelOfEdge(edge), labelWidth: labelWidthOf(edge), ...route };
}

function labelWidthOf(edge: PictureEdge): number {
  // The values of a conflict are bold.
  return labelOfEdge(edge).length * (edge.values ? CHARACTER_WIDTH : SMALL_CHARACTER_WIDTH) + 8;
}

/** Returns true if the layout needs the edge in the opposite direction, so that the root stays first. */
function isReversed({ to, values }: PictureEdge, roots: ReadonlySet<string>): boolean {
  return values === undefined && roots.has(to);
}

/** Returns true for a conflict between two nodes that do not refer to each other. */
function isOnlyConflict(edge: PictureEdge, edges: readonly PictureEdge[]): boolean {
  const joins = ({ from, to, values }: PictureEdge) =>
    values === undefined && [from, to].sort().join() === [edge.from, edge.to].sort().join();
  return edge.values !== undefined && !edges.some(joins);
}
