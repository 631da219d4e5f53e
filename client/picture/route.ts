import type { PlacedNode, Point } from './placed-node.ts';

/** The distance between a route and the nodes that it passes. */
const GAP = 12;

/** The length of a detour that is better than crossing a node. */
const CROSSING = 10_000;

export interface Route {
  readonly points: readonly Point[];
  readonly labelAt: Point;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns a route with a vertical part between two nodes that crosses as few nodes as possible, and a place for a label of
 * a size at that part, also away from nodes and from other labels (`taken`).
 */
export function routeBetween(from: PlacedNode, to: PlacedNode, { nodes, taken, label, width }: RouteOptions): Route {
  const edgesOfNodes = nodes.flatMap((node) => [node.x - node.width / 2 - GAP, node.x + node.width / 2 + GAP]);
  const routes = edgesOfNodes.filter((x) => x >= 0 && x <= width).map((x) => routeAt(x, from, to));
  const others = nodes
    .filter((node) => node !== from && node !== to)
    .map((node) => ({ ...node, width: node.width + GAP }));
  const best = minimumBy(
    routes,
    (points) => (crossings(points, [from, to]) + crossings(points, others)) * CROSSING + lengthOf(points),
  );
  const points = best ?? routeAt(from.x, from, to);
  return { points, labelAt: placeLabel(points, [...nodes, ...taken], label, width) };
}

export interface RouteOptions {
  readonly nodes: readonly PlacedNode[];
  readonly taken: readonly Box[];
  /** The size of the label. */
  readonly label: { readonly width: number; readonly height: number };
  /** The width of the picture. */
  readonly width: number;
}

function routeAt(x: number, from: PlacedNode, to: PlacedNode): readonly Point[] {
  const side = (node: PlacedNode) => ({ x: node.x + (Math.sign(x - node.x) * node.width) / 2, y: node.y });
  return [side(from), { x, y: from.y }, { x, y: to.y }, side(to)];
}

/** Counts the nodes that the parts of a route cross, without the ends of the route. */
function crossings(points: readonly Point[], nodes: readonly Box[]): number {
  return points.slice(1).reduce((sum, end, index) => {
    const start = points[index] as Point;
    return sum + nodes.filter((node) => overlaps(boxAround(start, end), node)).length;
  }, 0);
}

/** The box is smaller by a pixel, because a route begins at the side of a node. */
function boxAround(one: Point, other: Point): Box {
  return {
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
    width: Math.max(0, Math.abs(one.x - other.x) - 2),
    height: Math.max(0, Math.abs(one.y - other.y) - 2),
  };
}

function placeLabel(
  [, top = { x: 0, y: 0 }, bottom = top]: readonly Point[],
  boxes: readonly Box[],
  label: RouteOptions['label'],
  width: number,
): Point {
  const middle = (top.y + bottom.y) / 2;
  const reach = Math.abs(top.y - bottom.y) / 2;
  const places: Point[] = [];
  for (let away = 0; away <= reach; away += 4)
    for (const y of [middle - away, middle + away])
      for (const x of [top.x, top.x - label.width / 2, top.x + label.width / 2])
        if (x - label.width / 2 >= 0 && x + label.width / 2 <= width) places.push({ x, y });
  const count = (place: Point) => boxes.filter((box) => overlaps({ ...place, ...label }, box)).length;
  return minimumBy(places, count) ?? { x: top.x, y: middle };
}

function overlaps(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  );
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, { x, y }, index) => {
    const start = points[index] as Point;
    return sum + Math.abs(x - start.x) + Math.abs(y - start.y);
  }, 0);
}

/** Returns the first item with the lowest cost. */
function minimumBy<Item>(items: readonly Item[], cost: (item: Item) => number): Item | undefined {
  const costs = items.map(cost);
  return items[costs.indexOf(Math.min(...costs))];
}
