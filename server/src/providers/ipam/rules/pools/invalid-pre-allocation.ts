import { holds } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress and ValidateUpdate of the ip-address-manager; IPAM#1440. */
export const invalidPreAllocation = defineRule({
  id: 'invalid-pre-allocation',
  formerIds: ['unusable-pre-allocation'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'A pre-allocated address is outside all ranges, or is allocated to two claims.',

  *check(resource) {
    const pool = ipPoolOf(resource);
    const seen = new Map<string, (typeof pool.preAllocations)[number]>();
    for (const allocation of pool.preAllocations) {
      const { value, text, claim, node, path } = allocation;
      if (!value) continue;
      const key = `${value.family} ${value.value}`;
      const other = seen.get(key);
      if (other)
        yield {
          resource,
          node,
          path,
          message: `Address ${text} is pre-allocated twice in ${nameOf(resource)}, for ${claim} and for ${other.claim}. Two machines get the same address. Use another address for one of them.`,
          related: [{ place: placeOf(resource, other.node), message: `Pre-allocated for ${other.claim} here.` }],
        };
      else seen.set(key, allocation);
      if (pool.isKnown && !pool.entries.some(({ range }) => range && holds(range, value)))
        yield {
          resource,
          node,
          path,
          message: `Pre-allocated address ${text} is not in any range of ${nameOf(resource)}. The claim ${claim} never gets an address, and IPAM rejects every update of the pool. Extend a range, or use an address in a range.`,
        };
    }
  },
});
