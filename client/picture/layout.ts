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

/** From the top down, the Cluster first; who names a Cluster stands below it all the same. */
export function layout({ title, nodes, edges }: Graph): PlacedGraph {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 24, edgesep: 12, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  for (const node of nodes) {
    const above = [node.kind, noteOfNode(node)].join(' ').length * SMALL_LETTER;
    graph.setNode(node.id, { width: Math.max(above, node.name.length * LETTER) + 28, height: NODE_HEIGHT });
  }
  for (const [index, edge] of edges.entries()) {
    const [from, to] = isBackwards(edge, kinds) ? [edge.to, edge.from] : [edge.from, edge.to];
    const label = labelOfEdge(edge);
    graph.setEdge(from, to, { width: label.length * SMALL_LETTER + 8, height: 16, labelpos: 'c' }, String(index));
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    title,
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node) => ({ node, ...(graph.node(node.id) as Omit<PlacedNode, 'node'>) })),
    edges: edges.map((edge, index) => {
      const isTurned = isBackwards(edge, kinds);
      const [from, to] = isTurned ? [edge.to, edge.from] : [edge.from, edge.to];
      const placed = graph.edge({ v: from, w: to, name: String(index) }) as { points: Point[]; x: number; y: number };
      const points = isTurned ? placed.points.toReversed() : placed.points;
      return { edge, label: labelOfEdge(edge), points, labelAt: { x: placed.x, y: placed.y } };
    }),
  };
}

function isBackwards({ to, values }: GraphEdge, kinds: ReadonlyMap<string, string>): boolean {
  return values === undefined && kinds.get(to) === 'Cluster';
}
