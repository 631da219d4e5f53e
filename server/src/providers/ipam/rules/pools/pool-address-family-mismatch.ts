import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { type PoolUse, poolUsesOf } from '../../../metal3/pool-uses.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';

/** Source: renderNetworkNetworks of CAPM3, which puts an address into the network data as the pool gives it. */
export const poolAddressFamilyMismatch = defineRule({
  id: 'pool-address-family-mismatch',
  formerIds: ['wrong-pool-family'],
  severity: 'error',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A network takes an address, a gateway or a DNS server of the other family.',

  *check(resource, view) {
    for (const use of poolUsesOf(resource)) {
      const { family, reference } = use;
      if (family === undefined) continue;
      const found = view.resolve(resource, reference);
      if (found.kind !== 'object' || found.resource.broken) continue;
      const families: ReadonlySet<number> = familiesOf(ipPoolOf(found.resource), use);
      const [only] = families;
      if (only === undefined || families.has(family) || families.size > 1) continue;
      yield {
        resource,
        node: reference.nameNode,
        path: reference.path,
        message: `${nameOf(found.resource)} gives ${NAMES[use.takes]} of IPv${only}, and ${nameOf(resource)} takes ${use.takes === 'gateway' ? 'it' : 'them'} for a network of IPv${family}: no machine can use it. Use a pool of IPv${family}, or move the network to the other list.`,
        related: [
          {
            place: placeOf(found.resource, found.resource.nameNode ?? found.resource.root),
            message: `${nameOf(found.resource)} is here.`,
          },
        ],
      };
    }
  },
});

const NAMES: Readonly<Record<PoolUse['takes'], string>> = {
  address: 'addresses',
  prefix: 'prefixes',
  gateway: 'a gateway',
  dns: 'DNS servers',
  claim: 'addresses',
};

/** Empty where that cannot be known. A route may well hand out DNS servers of the other family. */
function familiesOf(pool: IpPool, { takes }: PoolUse): ReadonlySet<number> {
  if (takes === 'gateway') {
    const gateways = [pool.gateway, ...pool.entries.map(({ gateway }) => gateway)].flatMap((each) => each ?? []);
    if (gateways.some(({ value }) => !value)) return new Set();
    return new Set(gateways.flatMap(({ value }) => value?.family ?? []));
  }
  if (takes !== 'address' || !pool.isKnown) return new Set();
  return new Set(pool.entries.flatMap(({ range }) => range?.family ?? []));
}
