import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { type PoolUse, poolUsesOf } from '../../../metal3/pool-uses.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';

/** Source: renderNetworkNetworks of CAPM3, which copies the address of the pool into the network data. */
export const poolAddressFamilyMismatch = defineRule({
  id: 'pool-address-family-mismatch',
  formerIds: ['wrong-pool-family'],
  severity: 'error',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A network uses an address or a gateway of the other IP family.',

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
        message: `IP family mismatch: ${nameOf(found.resource)} provides ${NAMES[use.takes](only)}, but ${nameOf(resource)} uses it for an IPv${family} network. No machine can use it. Use an IPv${family} pool, or move the network to the ipv${only} list.`,
        related: [
          {
            place: placeOf(found.resource, found.resource.nameNode ?? found.resource.root),
            message: `${nameOf(found.resource)} is defined here.`,
          },
        ],
      };
    }
  },
});

const NAMES: Readonly<Record<PoolUse['takes'], (family: number) => string>> = {
  address: (family) => `IPv${family} addresses`,
  prefix: (family) => `IPv${family} prefixes`,
  gateway: (family) => `an IPv${family} gateway`,
  dns: (family) => `IPv${family} DNS servers`,
  claim: (family) => `IPv${family} addresses`,
};

/** Returns the IP families that a use gets, or none if unknown. DNS servers may be of the other family. */
function familiesOf(pool: IpPool, { takes }: PoolUse): ReadonlySet<number> {
  if (takes === 'gateway') {
    const gateways = [pool.gateway, ...pool.entries.map(({ gateway }) => gateway)].flatMap((each) => each ?? []);
    if (gateways.some(({ value }) => !value)) return new Set();
    return new Set(gateways.flatMap(({ value }) => value?.family ?? []));
  }
  if (takes !== 'address' || !pool.isKnown) return new Set();
  return new Set(pool.entries.flatMap(({ range }) => range?.family ?? []));
}
