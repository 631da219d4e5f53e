import dagre from '@dagrejs/dagre';
import { type Graph, type GraphEdge, type GraphNode, labelOfEdge, noteOfNode } from './graph.ts';

/** A graph with a place for everything, in pixels from the top left. */
export interface PlacedGraph {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedNode {
  readonly node: GraphNode;
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly label: string;
  /** From the one that names to the one that is named. */
  readonly points: readonly Point[];
  readonly labelAt: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How wide letters are taken to be: a picture may be drawn where there are no fonts to measure. */
const LETTER = 7.3;
const SMALL_LETTER = 6.4;
const NODE_HEIGHT = 46;

/**
 * The Cluster first, from the top down or, for narrow places, from the left to the right; who names a Cluster stands
 * behind it all the same.
 */
export function layout({ title, nodes, edges }: Graph, direction: 'down' | 'right' = 'down'): PlacedGraph {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  const space = direction === 'down' ? { rankdir: 'TB', nodesep: 18 } : { rankdir: 'LR', nodesep: 26 };
  graph.setGraph({ ...space, ranksep: 24, edgesep: 12, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  for (const node of nodes) {
    const above = [node.kind, noteOfNode(node)].join(' ').length * SMALL_LETTER;
    graph.setNode(node.id, { width: Math.max(above, node.name.length * LETTER) + 28, height: NODE_HEIGHT });
  }
  const beside = new Set(direction === 'right' ? edges.filter((edge) => isBeside(edge, edges)) : []);
  for (const [index, edge] of edges.entries()) {
    if (beside.has(edge)) continue;
    const [from, to] = isBackwards(edge, kinds) ? [edge.to, edge.from] : [edge.from, edge.to];
    const label = labelOfEdge(edge);
    graph.setEdge(from, to, { width: label.length * SMALL_LETTER + 8, height: 16, labelpos: 'c' }, String(index));
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
      if (beside.has(edge)) return lineBetween(edge, label, placed.get(edge.from), placed.get(edge.to));
      const isTurned = isBackwards(edge, kinds);
      const [from, to] = isTurned ? [edge.to, edge.from] : [edge.from, edge.to];
      const { points, x, y } = graph.edge({ v: from, w: to, name: String(index) }) as { points: Point[] } & Point;
      return { edge, label, points: isTurned ? points.toReversed() : points, labelAt: { x, y } };
    }),
  };
}

function isBackwards({ to, values }: GraphEdge, kinds: ReadonlyMap<string, string>): boolean {
  return values === undefined && kinds.get(to) === 'Cluster';
}

/** A contradiction between two that do not name each other: it must not put one behind the other. */
function isBeside(edge: GraphEdge, edges: readonly GraphEdge[]): boolean {
  const joins = ({ from, to, values }: GraphEdge) =>
    values === undefined && [from, to].sort().join() === [edge.from, edge.to].sort().join();
  return edge.values !== undefined && !edges.some(joins);
}

/** From the lower edge of the upper one to the upper edge of the lower one. */
function lineBetween(edge: GraphEdge, label: string, a?: PlacedNode, b?: PlacedNode): PlacedEdge[] {
  if (!a || !b) return [];
  const side = a.y < b.y ? 1 : -1;
  const start = { x: a.x, y: a.y + (side * a.height) / 2 };
  const end = { x: b.x, y: b.y - (side * b.height) / 2 };
  return [{ edge, label, points: [start, end], labelAt: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } }];
}
