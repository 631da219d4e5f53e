import type { MapEntry, MapNode, Node, ScalarNode, SequenceNode } from '../../syntax/node.ts';
import { sameItems } from '../../text/same-items.ts';
import { type Span, span } from '../../text/span.ts';

/**
 * Values that a webhook writes into an object and that are not in the text. Their spans are empty, at the position of
 * the value, so that problems are reported at the parent key. They are marked as `alias`, so that fixes do not change
 * them.
 *
 * The original node is stored in the nodes: weak maps would cost a fifth of the time of `lint`.
 */
interface Origin {
  isWritten?: true;
  original?: Node;
  holder?: Node;
}

export function writtenScalar(at: Span, value: string | number | boolean | null): ScalarNode {
  const style = typeof value === 'string' ? 'double' : 'plain';
  return mark({ kind: 'scalar', span: span(at.start, at.start), text: String(value), style, alias: true });
}

export function writtenMap(at: Span, entries: readonly MapEntry[]): MapNode {
  return mark({ kind: 'map', span: at, flow: true, entries, alias: true });
}

/** Returns an entry whose key has the span of the parent key, where missing fields are reported. */
export function writtenEntry(at: Span, key: string, value: Node): MapEntry {
  return { key: { ...writtenScalar(at, key), span: at }, value };
}

/** Records the map that lacks the key that a webhook writes. */
export function missingIn(holder: MapNode, value: Node): void {
  if (!isWrittenByWebhook(holder)) (value as Origin).holder = originalOf(holder);
}

/** Returns the author's map that lacks the value; undefined if the webhook also wrote the map. */
export function holderOf(value: Node): Node | undefined {
  return (value as Origin).holder;
}

/** Returns a map with other entries; the map itself if they are equal, as for most maps. */
export function withEntries(map: MapNode, entries: readonly MapEntry[]): MapNode {
  if (sameItems(entries, map.entries)) return map;
  const node: MapNode = { ...map, entries };
  return isWrittenByWebhook(map) ? mark(node) : replacing(node, map);
}

export function withItems(list: SequenceNode, items: readonly Node[]): SequenceNode {
  return sameItems(items, list.items) ? list : replacing({ ...list, items }, list);
}

export function withText(scalar: ScalarNode, text: string): ScalarNode {
  return replacing({ ...scalar, text, style: 'double' }, scalar);
}

/** Returns true for a value of a webhook. The API server drops an author's nulls, but keeps those of a webhook. */
export function isWrittenByWebhook(node: Node): boolean {
  return (node as Origin).isWritten === true;
}

/** Returns the node of the text that a rewritten node represents. */
export function originalOf(node: Node): Node {
  return (node as Origin).original ?? node;
}

/** Marks a node. Only nodes created here are marked, because syntax trees are immutable. */
function mark<N extends Node>(node: N): N {
  (node as Origin).isWritten = true;
  return node;
}

function replacing<N extends Node>(node: N, original: Node): N {
  (node as Origin).original = originalOf(original);
  return node;
}
