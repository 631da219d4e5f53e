import type { PictureEdge, PictureNode } from '../../protocol/index.ts';

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
  /** The first line of the box. */
  readonly caption: string;
  /** The center. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: PictureEdge;
  /** Empty if the caption of a node contains it. */
  readonly label: string;
  /** From the referring node to the node that it refers to. */
  readonly points: readonly Point[];
  /** The center of the label. */
  readonly labelAt: Point;
  readonly labelWidth: number;
  /** The points are joined by straight lines. */
  readonly isStraight?: boolean;
}
