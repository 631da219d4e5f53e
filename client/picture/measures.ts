import type { PictureEdge, PictureNode } from '../../protocol/index.ts';
import { badgeOf, factsText, labelOfEdge } from './labels.ts';

/** The assumed widths of characters, because fonts cannot be measured outside a browser. */
const BOLD_CHARACTER_WIDTH = 8.1;
const SMALL_BOLD_CHARACTER_WIDTH = 7.3;
const SMALL_CHARACTER_WIDTH = 6.3;

/** The place of the icon and the text in the box of a node. */
export const TEXT_LEFT = 36;
const PADDING = 12;
const LINE = 17;

export const LABEL_HEIGHT = 18;
/** The badge of a node is at the right of the first line. */
export const BADGE_HEIGHT = 16;

/** Returns the size of the box of a node. */
export function sizeOf(node: PictureNode, caption: string): { readonly width: number; readonly height: number } {
  const badge = badgeWidthOf(node);
  const lines = [
    caption.length * SMALL_CHARACTER_WIDTH + (badge > 0 ? badge + PADDING : 0),
    node.name.length * BOLD_CHARACTER_WIDTH,
    factsText(node).length * SMALL_CHARACTER_WIDTH,
  ];
  const height = (factsText(node) === '' ? 2 : 3) * LINE + PADDING;
  return { width: Math.max(...lines) + TEXT_LEFT + PADDING, height };
}

/** Returns the width of the badge of a node; 0 without a badge. */
export function badgeWidthOf(node: PictureNode): number {
  const text = badgeOf(node);
  return text === '' ? 0 : text.length * SMALL_CHARACTER_WIDTH + 12;
}

/** Returns the width of the box of a label. The values of a conflict are bold. */
export function labelWidthOf(edge: PictureEdge): number {
  return labelOfEdge(edge).length * (edge.values ? SMALL_BOLD_CHARACTER_WIDTH : SMALL_CHARACTER_WIDTH) + 10;
}
