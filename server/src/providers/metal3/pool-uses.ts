import { isKind } from '../../core/objects/group-kind.ts';
import { memoizeTree } from '../../core/objects/memoize-tree.ts';
import type { Reference } from '../../core/objects/references.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import { groupBy } from '../../core/text/group-by.ts';
import { IPPool } from '../ipam/kinds.ts';

/** A field of a data template that refers to a pool, and what it uses of the pool. */
export interface PoolUse {
  readonly reference: Reference;
  readonly takes: 'address' | 'prefix' | 'gateway' | 'dns' | 'claim';
  /** The path of the item that contains the use: the metadata key, the network, the route, or the services. */
  readonly at: NodePath;
  /** The required IP family. Undefined if there is no requirement. */
  readonly family?: 4 | 6;
}

/** Returns all uses of Metal³ IPPools in a data template, in the order of the table of references. */
export const poolUsesOf = memoizeTree((dataTemplate: Resource): readonly PoolUse[] =>
  dataTemplate.references.flatMap((reference) => {
    if (!isKind(reference.target, IPPool)) return [];
    const use = useAt(reference.path);
    return use ? [{ reference, ...use }] : [];
  }),
);

function useAt(path: NodePath): Omit<PoolUse, 'reference'> | undefined {
  const [, area, section, list] = path;
  if (area === 'metaData') {
    const takes = METADATA[String(section).replace(/From(IP)?Pool$/, '')];
    return takes && { takes, at: path.slice(0, 4) };
  }
  if (section === 'services') return { takes: 'dns', at: path.slice(0, 3) };
  if (section !== 'networks') return undefined;
  const family = String(list).startsWith('ipv4') ? 4 : 6;
  const route = path.indexOf('routes');
  if (path.includes('gateway')) return { takes: 'gateway', at: path.slice(0, route + 2), family };
  if (path.includes('services')) return { takes: 'dns', at: path.slice(0, route + 2), family };
  return { takes: 'address', at: path.slice(0, 5), family };
}

const METADATA: Readonly<Record<string, PoolUse['takes']>> = {
  ipAddresses: 'address',
  prefixes: 'prefix',
  gateways: 'gateway',
  dnsServers: 'claim',
};

/** Returns the uses of addresses in a data template by section and pool. */
const addressUsesOf = memoizeTree((dataTemplate: Resource): ReadonlyMap<string, readonly PoolUse[]> => {
  const uses = poolUsesOf(dataTemplate).filter(({ takes }) => takes === 'address');
  return groupBy(uses, (use) => addressKey(use, use.reference.target.name));
});

const useByReference = memoizeTree(
  (dataTemplate: Resource) => new Map(poolUsesOf(dataTemplate).map((use) => [use.reference, use])),
);

const addressKey = ({ at }: PoolUse, pool: string) => `${at[1]} ${pool}`;

/**
 * Returns true if another use in the same data template already takes that pool's address, so both would get the same
 * one: two metadata keys, or two networks. An address with its prefix, or a metadata key and a network, can have the same
 * pool.
 */
export function isTakenPool(resource: Resource, reference: Reference, name: string): boolean {
  const use = useByReference(resource).get(reference);
  if (use?.takes !== 'address') return false;
  return (addressUsesOf(resource).get(addressKey(use, name)) ?? []).some((other) => other !== use);
}
