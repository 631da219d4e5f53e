import {
  type Address,
  type AddressRange,
  bitsOf,
  networkAround,
  parseAddress,
  parseNetwork,
} from '../../core/addresses/addresses.ts';
import { memoizeTree } from '../../core/objects/memoize-tree.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import { readScalar } from '../../core/syntax/read-scalar.ts';

/** A value that is written in a manifest, with its place. */
export interface Written<T> {
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly text: string;
  /** Undefined if the text is a template or cannot be parsed. */
  readonly value: T | undefined;
}

/** An IPPool as the address manager interprets it. Source: GetIPAddress and allocateAddress of the ip-address-manager. */
export interface IpPool {
  readonly resource: Resource;
  readonly entries: readonly PoolEntry[];
  readonly prefix?: Written<number>;
  readonly gateway?: Written<Address>;
  readonly dnsServers: readonly Written<Address>[];
  readonly preAllocations: readonly (Written<Address> & { readonly claim: string })[];
  /** True if all entries are known, so that the pool contains no other addresses. */
  readonly isKnown: boolean;
}

export interface PoolEntry {
  readonly node: Node;
  readonly path: NodePath;
  readonly start?: Written<Address>;
  readonly end?: Written<Address>;
  readonly subnet?: Written<AddressRange>;
  /** The prefix of the entry, or else of the pool; 0 is treated as not set. */
  readonly prefix?: Written<number>;
  readonly gateway?: Written<Address>;
  readonly dnsServers: readonly Written<Address>[];
  /** The addresses of the entry. Undefined if there are none, or if they are unknown. */
  readonly range?: AddressRange;
  readonly isKnown: boolean;
}

export const ipPoolOf = memoizeTree(readIpPool);

function readIpPool(resource: Resource): IpPool {
  const spec = ['spec'];
  const prefix = nonZero(integerAt(resource.root, [...spec, 'prefix']));
  const gateway = addressAt(resource.root, [...spec, 'gateway']);
  const dnsServers = addressesAt(resource.root, [...spec, 'dnsServers']);
  const list = nodeAt(resource.root, [...spec, 'pools']);
  const items = list?.kind === 'sequence' ? list.items : [];
  const entries = items.map((node, index) =>
    entryOf(resource, node, [...spec, 'pools', index], { prefix, gateway, dnsServers }),
  );
  const isList = !list || list.kind === 'sequence' || (list.kind === 'scalar' && list.style === 'absent');
  return {
    resource,
    entries,
    ...(prefix ? { prefix } : {}),
    ...(gateway ? { gateway } : {}),
    dnsServers,
    preAllocations: preAllocationsOf(resource),
    isKnown: isList && entries.every(({ isKnown }) => isKnown),
  };
}

interface Shared {
  readonly prefix: Written<number> | undefined;
  readonly gateway: Written<Address> | undefined;
  readonly dnsServers: readonly Written<Address>[];
}

function entryOf({ root }: Resource, node: Node, path: NodePath, shared: Shared): PoolEntry {
  const start = addressAt(root, [...path, 'start']);
  const end = addressAt(root, [...path, 'end']);
  const subnet = written(root, [...path, 'subnet'], parseNetwork);
  const prefix = nonZero(integerAt(root, [...path, 'prefix'])) ?? shared.prefix;
  const gateway = addressAt(root, [...path, 'gateway']) ?? shared.gateway;
  const own = addressesAt(root, [...path, 'dnsServers']);
  const isKnown =
    node.kind === 'map' && [start, end, subnet].every((field) => field === undefined || field.value !== undefined);
  const range = isKnown ? rangeOf(start?.value, end?.value, subnet) : undefined;
  return {
    node,
    path,
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(subnet ? { subnet } : {}),
    ...(prefix ? { prefix } : {}),
    ...(gateway ? { gateway } : {}),
    dnsServers: own.length > 0 ? own : shared.dnsServers,
    ...(range ? { range } : {}),
    isKnown,
  };
}

/**
 * Returns the addresses of an entry. Without a start, the first address is the one after that in `subnet`, and the end is
 * ignored. With neither end nor subnet, the range ends with the last address of its family.
 */
function rangeOf(
  start: Address | undefined,
  end: Address | undefined,
  subnet: Written<AddressRange> | undefined,
): AddressRange | undefined {
  const network = subnet?.value;
  if (!start) {
    const written = subnet && parseAddress(subnet.text.slice(0, subnet.text.indexOf('/')));
    if (!network || !written || written.value >= network.last) return undefined;
    return { family: network.family, first: written.value + 1n, last: network.last };
  }
  const { family, value: first } = start;
  if ((end && end.family !== family) || (network && network.family !== family)) return undefined;
  if (network && (first < network.first || first > network.last)) return undefined;
  const ends = [end?.value, network?.last, (1n << BigInt(bitsOf(family))) - 1n].flatMap((value) => value ?? []);
  const last = ends.reduce((least, each) => (each < least ? each : least));
  return last < first ? undefined : { family, first, last };
}

/** Returns the network of an entry's addresses by its prefix. */
export function networkOf({ prefix, range, start }: PoolEntry): AddressRange | undefined {
  const from = range ? { family: range.family, value: range.first } : start?.value;
  if (!from || !prefix?.value || prefix.value > bitsOf(from.family)) return undefined;
  return networkAround(from, prefix.value);
}

function preAllocationsOf({ root }: Resource): IpPool['preAllocations'] {
  const path = ['spec', 'preAllocations'];
  const map = nodeAt(root, path);
  if (map?.kind !== 'map') return [];
  // The last of several entries with one key applies.
  const values = new Map(map.entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[key.text, value]] : [])));
  return [...values].flatMap(([claim, value]) => {
    const address = writtenIn(value, [...path, claim], parseAddress);
    return address ? [{ ...address, claim }] : [];
  });
}

function addressesAt(root: Node, path: NodePath): readonly Written<Address>[] {
  const list = nodeAt(root, path);
  if (list?.kind !== 'sequence') return [];
  return list.items.flatMap((_, index) => addressAt(root, [...path, index]) ?? []);
}

function addressAt(root: Node, path: NodePath): Written<Address> | undefined {
  return written(root, path, parseAddress);
}

export function integerAt(root: Node, path: NodePath): Written<number> | undefined {
  const found = written(root, path, () => undefined);
  if (!found) return undefined;
  const scalar = readScalar(found.node);
  return { ...found, value: scalar.type === 'integer' ? scalar.value : undefined };
}

function nonZero(field: Written<number> | undefined): Written<number> | undefined {
  return field?.value === 0 ? undefined : field;
}

/** Returns a field, or undefined if it is not set, null or empty. */
function written<T>(root: Node, path: NodePath, read: (text: string) => T | undefined): Written<T> | undefined {
  return writtenIn(nodeAt(root, path), path, read);
}

function writtenIn<T>(
  node: Node | undefined,
  path: NodePath,
  read: (text: string) => T | undefined,
): Written<T> | undefined {
  if (node?.kind !== 'scalar' || node.style === 'absent') return undefined;
  if (!node.text || readScalar(node).type === 'null') return undefined;
  return { node, path, text: node.text, value: read(node.text) };
}
