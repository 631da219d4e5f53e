import type { Picture, PictureEdge, PictureNode } from '../../protocol/index.ts';
import { labelOfEdge } from './labels.ts';
import { LABEL_HEIGHT, labelWidthOf, sizeOf } from './measures.ts';
import type { PlacedEdge, PlacedNode, PlacedPicture, Point } from './placed-picture.ts';

const MARGIN = 16;
/** The horizontal distance between an object and the objects that it refers to. */
const INDENTATION = 28;
/** The vertical distance between two nodes. */
const GAP = 10;
/** The distance between the vertical parts of edges next to the nodes. */
const LANE_WIDTH = 20;

/**
 * Computes a narrow layout: one node below the other, indented below the first object that refers to it. All other edges run
 * on the right of the nodes, so they cross none of them.
 */
export function outlineLayout({ title, nodes, edges }: Picture): PlacedPicture {
  const parents = parentsOf(nodes, edges);
  const placed = new Map<string, PlacedNode>();
  let y = MARGIN;
  const place = (node: PictureNode, depth: number) => {
    const parent = parents.get(node.id);
    const caption = parent ? `${node.kind} · ${labelOfEdge(parent.edge)}` : node.kind;
    const size = sizeOf(node, caption);
    const left = MARGIN + depth * INDENTATION;
    placed.set(node.id, { node, caption, x: left + size.width / 2, y: y + size.height / 2, ...size });
    y += size.height + GAP;
    for (const child of nodes) if (parents.get(child.id)?.id === node.id) place(child, depth + 1);
  };
  for (const node of nodes) if (!parents.has(node.id)) place(node, 0);

  const branches = [...parents].map(([id, { id: parent, edge }]) =>
    branch(edge, placed.get(parent) as PlacedNode, placed.get(id) as PlacedNode),
  );
  const isBranch = new Set([...parents.values()].map(({ edge }) => edge));
  const others = rightSideEdges(
    edges.filter((edge) => !isBranch.has(edge)),
    placed,
  );
  const right = Math.max(
    0,
    ...[...placed.values()].map(rightOf),
    ...others.flatMap(({ points }) => points.map(({ x }) => x)),
  );
  const labels = others.map(({ labelAt, labelWidth }) => labelAt.x + labelWidth / 2);
  return {
    title,
    width: Math.ceil(Math.max(right, ...labels) + MARGIN),
    height: Math.ceil(y - GAP + MARGIN),
    nodes: nodes.flatMap(({ id }) => placed.get(id) ?? []),
    edges: [...branches, ...others],
  };
}

/**
 * Returns the node below which each node is placed, with the edge between them: the first earlier node that refers to it,
 * or the root to which it refers. The server sends nodes in the order of the tree.
 */
function parentsOf(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
): ReadonlyMap<string, { readonly id: string; readonly edge: PictureEdge }> {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const roots = new Set(nodes.flatMap(({ id, isRoot }) => (isRoot ? [id] : [])));
  const parents = new Map<string, { id: string; edge: PictureEdge }>();
  const propose = (child: string, id: string, edge: PictureEdge) => {
    const at = order.get(id) ?? 0;
    const known = parents.get(child);
    if (at < (order.get(child) ?? 0) && (!known || at < (order.get(known.id) ?? 0))) parents.set(child, { id, edge });
  };
  const references = edges.filter(({ values }) => !values);
  for (const edge of references) propose(edge.to, edge.from, edge);
  for (const edge of references) if (roots.has(edge.to) && !parents.has(edge.from)) propose(edge.from, edge.to, edge);
  return parents;
}

/** Returns the line from the bottom of a node to the left side of a node below it. */
function branch(edge: PictureEdge, parent: PlacedNode, child: PlacedNode): PlacedEdge {
  const x = parent.x - parent.width / 2 + INDENTATION / 2;
  const points = [
    { x, y: parent.y + parent.height / 2 },
    { x, y: child.y },
    { x: child.x - child.width / 2, y: child.y },
  ];
  const isUpwards = edge.from === child.node.id;
  return {
    edge,
    label: '',
    labelWidth: 0,
    labelAt: points[1] as Point,
    points: isUpwards ? points.toReversed() : points,
    isStraight: true,
  };
}

/** Places edges on the right of the nodes that they pass, short ones first. */
function rightSideEdges(edges: readonly PictureEdge[], nodes: ReadonlyMap<string, PlacedNode>): PlacedEdge[] {
  const ends = new Map<string, number>();
  const taken: { readonly x: number; readonly top: number; readonly bottom: number }[] = [];
  const labels: { readonly x: number; readonly y: number; readonly width: number }[] = [];
  const spans = edges.flatMap((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    return from && to ? [{ edge, from, to }] : [];
  });
  spans.sort((one, other) => Math.abs(one.from.y - one.to.y) - Math.abs(other.from.y - other.to.y));
  return spans.map(({ edge, from, to }) => {
    const [start, end] = [endAt(from, ends), endAt(to, ends)];
    const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
    const passed = [...nodes.values()].filter(({ y, height }) => y + height / 2 >= top && y - height / 2 <= bottom);
    const meets = (x: number) =>
      taken.some((each) => Math.abs(each.x - x) < LANE_WIDTH && each.top <= bottom + 4 && each.bottom >= top - 4);
    let x = Math.max(...passed.map(rightOf)) + LANE_WIDTH;
    while (meets(x)) x += LANE_WIDTH;
    taken.push({ x, top, bottom });
    const labelWidth = labelWidthOf(edge);
    const labelAt = labelPlace({ x: x + labelWidth / 2 - LANE_WIDTH / 2, top, bottom, width: labelWidth }, labels);
    labels.push({ ...labelAt, width: labelWidth });
    return {
      edge,
      label: labelOfEdge(edge),
      labelWidth,
      labelAt,
      points: [start, { x, y: start.y }, { x, y: end.y }, end],
      isStraight: true,
    };
  });
}

function rightOf({ x, width }: PlacedNode): number {
  return x + width / 2;
}

/** Returns a point at the right side of a node. Several edges at one node end below each other. */
function endAt({ node, x, y, width, height }: PlacedNode, ends: Map<string, number>): Point {
  const count = ends.get(node.id) ?? 0;
  ends.set(node.id, count + 1);
  const offset = Math.ceil(count / 2) * 10 * (count % 2 === 0 ? 1 : -1);
  return { x: x + width / 2, y: y + Math.max(-height / 2 + 6, Math.min(height / 2 - 6, offset)) };
}

/** Returns the place on the vertical part of an edge that is closest to its middle and covers no other label. */
function labelPlace(
  {
    x,
    top,
    bottom,
    width,
  }: { readonly x: number; readonly top: number; readonly bottom: number; readonly width: number },
  labels: readonly { readonly x: number; readonly y: number; readonly width: number }[],
): Point {
  const middle = (top + bottom) / 2;
  for (let away = 0; away <= Math.max(LABEL_HEIGHT, (bottom - top) / 2); away += 3)
    for (const y of [middle - away, middle + away]) {
      const isFree = labels.every(
        (each) => Math.abs(each.y - y) >= LABEL_HEIGHT + 2 || Math.abs(each.x - x) * 2 >= each.width + width,
      );
      if (isFree) return { x, y };
    }
  return { x, y: middle };
}
