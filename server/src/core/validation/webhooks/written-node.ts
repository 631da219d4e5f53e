import type { MapEntry, MapNode, Node, ScalarNode, SequenceNode } from '../../syntax/node.ts';
import { sameItems } from '../../text/same-items.ts';
import { type Span, span } from '../../text/span.ts';

/**
 * Values that stand in no text: what a webhook writes into an object. Their spans are empty, at the place that would
 * hold them, so that whoever reports one underlines the key above it; as copies (`alias`) no fix touches them.
 *
 * What is known of them stands in the nodes themselves: weak maps beside them cost a fifth of the time of `lint`.
 */
interface Origin {
  isWritten?: true;
  original?: Node;
  holder?: Node;
}

export function writtenScalar(at: Span, value: string | number | boolean | null): ScalarNode {
  const style = typeof value === 'string' ? 'double' : 'plain';
  return remember({ kind: 'scalar', span: span(at.start, at.start), text: String(value), style, alias: true });
}

export function writtenMap(at: Span, entries: readonly MapEntry[]): MapNode {
  return remember({ kind: 'map', span: at, flow: true, entries, alias: true });
}

/** A key whose span is that of the key above, to underline for what is missing below it. */
export function writtenEntry(at: Span, key: string, value: Node): MapEntry {
  return { key: { ...writtenScalar(at, key), span: at }, value };
}

/** Remembers which map lacks the key that a webhook writes. */
export function missingIn(holder: MapNode, value: Node): void {
  if (!isWrittenByWebhook(holder)) (value as Origin).holder = originalOf(holder);
}

/** The author's map that lacks this value; undefined where the map is a webhook's too. */
export function holderOf(value: Node): Node | undefined {
  return (value as Origin).holder;
}

/** A map of the author's with other entries; itself where they are its own, as for most maps. */
export function withEntries(map: MapNode, entries: readonly MapEntry[]): MapNode {
  if (sameItems(entries, map.entries)) return map;
  const node: MapNode = { ...map, entries };
  return isWrittenByWebhook(map) ? remember(node) : standIn(node, map);
}

export function withItems(list: SequenceNode, items: readonly Node[]): SequenceNode {
  return sameItems(items, list.items) ? list : standIn({ ...list, items }, list);
}

export function withText(scalar: ScalarNode, text: string): ScalarNode {
  return standIn({ ...scalar, text, style: 'double' }, scalar);
}

/** Whether no author wrote it. The API server drops an author's nulls, and keeps those of a webhook. */
export function isWrittenByWebhook(node: Node): boolean {
  return (node as Origin).isWritten === true;
}

/** The node of the text for which one stands after a webhook. */
export function originalOf(node: Node): Node {
  return (node as Origin).original ?? node;
}

/** Only nodes that were made here are marked: those of a syntax tree are nobody's to change. */
function remember<N extends Node>(node: N): N {
  (node as Origin).isWritten = true;
  return node;
}

function standIn<N extends Node>(node: N, original: Node): N {
  (node as Origin).original = originalOf(original);
  return node;
}
