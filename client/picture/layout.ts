import dagre from '@dagrejs/dagre';
import type { Picture, PictureEdge, PictureNode } from '../../protocol/index.ts';
import { labelOfEdge, noteOf } from './labels.ts';

/** A picture with coordinates in pixels from the top left. */
export interface PlacedPicture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedNode {
  readonly node: PictureNode;
  /** The center. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: PictureEdge;
  readonly label: string;
  /** From the referring node to the node that it refers to. */
  readonly points: readonly Point[];
  readonly labelAt: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The assumed widths of characters, because fonts cannot be measured outside a browser. */
const CHARACTER_WIDTH = 7.3;
const SMALL_CHARACTER_WIDTH = 6.4;
const NODE_HEIGHT = 46;

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
  // Conflict edges without a reference have no influence on the order of a narrow picture.
  const unordered = new Set(direction === 'right' ? edges.filter((edge) => isOnlyConflict(edge, edges)) : []);
  for (const [index, edge] of edges.entries()) {
    if (unordered.has(edge)) continue;
    const [from, to] = isReversed(edge, roots) ? [edge.to, edge.from] : [edge.from, edge.to];
    const label = labelOfEdge(edge);
    graph.setEdge(
      from,
      to,
      { width: label.length * SMALL_CHARACTER_WIDTH + 8, height: 16, labelpos: 'c' },
      String(index),
    );
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const placed = new Map(
    nodes.map((node) => [node.id, { node, ...(graph.node(node.id) as Omit<PlacedNode, 'node'>) }]),
  );
  return {
    title,
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: [...placed.values()],
    edges: edges.flatMap((edge, index) => {
      const label = labelOfEdge(edge);
      if (unordered.has(edge)) return lineBetween(edge, label, placed.get(edge.from), placed.get(edge.to));
      const reversed = isReversed(edge, roots);
      const [from, to] = reversed ? [edge.to, edge.from] : [edge.from, edge.to];
      const { points, x, y } = graph.edge({ v: from, w: to, name: String(index) }) as { points: Point[] } & Point;
      return { edge, label, points: reversed ? points.toReversed() : points, labelAt: { x, y } };
    }),
  };
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

/** Returns a straight line from the lower side of the upper node to the upper side of the lower node. */
function lineBetween(edge: PictureEdge, label: string, a?: PlacedNode, b?: PlacedNode): PlacedEdge[] {
  if (!a || !b) return [];
  const side = a.y < b.y ? 1 : -1;
  const start = { x: a.x, y: a.y + (side * a.height) / 2 };
  const end = { x: b.x, y: b.y - (side * b.height) / 2 };
  return [{ edge, label, points: [start, end], labelAt: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } }];
}
