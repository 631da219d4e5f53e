import { holds, parseAddress, parseNetwork, rangeText } from '../../../core/addresses/addresses.ts';
import type { HoverContext } from '../../../core/hover/hover-context.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { pathText } from '../../../core/syntax/lookup.ts';
import { scalarsBelow } from '../../../core/syntax/scalars.ts';
import { codeSpan, plainMarkdown } from '../../../core/text/markdown.ts';
import { ipPoolOf } from '../ip-pool.ts';
import { IPPool } from '../kinds.ts';

const SHOWN = 8;

/** Describes an address or a network: its range and size, the pools that contain it, and its other uses in the file. */
export function addressHover(pointed: HoverContext): readonly string[] {
  const text = pointed.value?.text ?? '';
  const network = text.includes('/') ? parseNetwork(text) : undefined;
  const address = network ? undefined : parseAddress(text);
  if (!network && !address) return [];
  const lines: string[] = [];
  if (network) lines.push(`\`${rangeText(network)}\`, ${sizeText(network.last - network.first + 1n)}`);
  if (address) lines.push(...poolsWith(pointed, (range) => holds(range, address)));
  lines.push(...usersOf(pointed, text));
  return lines.length === 0 ? [] : [lines.join('  \n')];
}

function sizeText(size: bigint): string {
  return size > 1n << 32n ? `2^${size.toString(2).length - 1} addresses` : `${size} addresses`;
}

function poolsWith(
  { input, ...context }: HoverContext,
  has: (range: { family: 4 | 6; first: bigint; last: bigint }) => boolean,
) {
  const pools = input.workspace.objectsNear(context, IPPool);
  return pools
    .filter((pool) => !pool.broken && ipPoolOf(pool).entries.some(({ range }) => range && has(range)))
    .map((pool) => `in ${plainMarkdown(nameOf(pool))}`);
}

/** Returns the other fields of the file with the same text. */
function usersOf({ file, input, document, found }: HoverContext, text: string): readonly string[] {
  const users: string[] = [];
  for (const other of file.documents) {
    const resource = other.text.includes(text) ? input.workspace.resourceIn(other) : undefined;
    if (!resource || resource.broken) continue;
    for (const { node, path } of scalarsBelow(resource.root, []))
      if (node.text === text && !(other === document && node === found.node) && users.length < SHOWN)
        users.push(
          `also ${other === document ? '' : `${plainMarkdown(nameOf(resource))}, `}${codeSpan(pathText(path))}`,
        );
  }
  return users;
}
