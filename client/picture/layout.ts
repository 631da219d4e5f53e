import dagre from '@dagrejs/dagre';
import type { Picture, PictureEdge } from '../../protocol/index.ts';
import { labelOfEdge } from './labels.ts';
import { LABEL_HEIGHT, labelWidthOf, sizeOf } from './measures.ts';
import type { PlacedEdge, PlacedNode, PlacedPicture, Point } from './placed-picture.ts';

/**
 * Computes a layout from top to bottom that starts with the root. An object that refers to the root is placed after it.
 * Conflicts are edges of the layout, so it routes them around nodes.
 */
export function layout({ title, nodes, edges }: Picture): PlacedPicture {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 26, edgesep: 12, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const roots = new Set(nodes.flatMap(({ id, isRoot }) => (isRoot ? [id] : [])));
  for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node, node.kind) });
  for (const [index, edge] of edges.entries()) {
    const [from, to] = isReversed(edge, roots) ? [edge.to, edge.from] : [edge.from, edge.to];
    graph.setEdge(from, to, { width: labelWidthOf(edge), height: LABEL_HEIGHT, labelpos: 'c' }, String(index));
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    title,
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node) => ({
      node,
      caption: node.kind,
      ...(graph.node(node.id) as Omit<PlacedNode, 'node' | 'caption'>),
    })),
    edges: edges.map((edge, index): PlacedEdge => {
      const reversed = isReversed(edge, roots);
      const [from, to] = reversed ? [edge.to, edge.from] : [edge.from, edge.to];
      const { points, x, y } = graph.edge({ v: from, w: to, name: String(index) }) as { points: Point[] } & Point;
      return {
        edge,
        label: labelOfEdge(edge),
        labelWidth: labelWidthOf(edge),
        points: reversed ? points.toReversed() : points,
        labelAt: { x, y },
      };
    }),
  };
}

/** Returns true if the layout needs the edge in the opposite direction, so that the root stays first. */
function isReversed({ to, values }: PictureEdge, roots: ReadonlySet<string>): boolean {
  return values === undefined && roots.has(to);
}
