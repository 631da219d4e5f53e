import type { Node, ScalarNode } from '../syntax/node.ts';

/** Returns a port number; `unknowable` for a template or any other text that is not a plain decimal number. */
export function portOf(node: Node | undefined): number | 'unset' | 'unknowable' {
  if (!node || (node.kind === 'scalar' && node.style === 'absent')) return 'unset';
  if (!isPlain(node)) return 'unknowable';
  if (/^(0|~|null)$/i.test(node.text)) return 'unset';
  return /^[1-9]\d{0,9}$/.test(node.text) ? Number(node.text) : 'unknowable';
}

function isPlain(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && node.style === 'plain' && node.tag === undefined;
}
