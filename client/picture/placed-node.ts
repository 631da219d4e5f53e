import type { PictureNode } from '../../protocol/index.ts';

/** A node with its place, in pixels from the top left. */
export interface PlacedNode {
  readonly node: PictureNode;
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
