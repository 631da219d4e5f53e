import { holds } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress and ValidateUpdate of the ip-address-manager; CAPM3's names for claims; IPAM#1440. */
export const invalidPreAllocation = defineRule({
  id: 'invalid-pre-allocation',
  formerIds: ['unusable-pre-allocation'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'A pre-allocated address that no claim can use, or that two claims get.',

  *check(resource, view) {
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
          message: `Pre-allocated address ${text} is in no range of ${nameOf(resource)}. The claim ${claim} never gets an address, and IPAM rejects every update of the pool. Extend a range, or use an address in a range.`,
        };
    }
    yield* unmatchedNames();

    /** Reports keys that are not names of claims that CAPM3 creates. */
    function* unmatchedNames() {
      const { name } = resource;
      if (name === undefined || isTemplate(name)) return;
      const kinds = view.referrersTo(resource).map((referrer) => referrer.resource.kind);
      // Claims that users create can have any name.
      if (!kinds.includes('Metal3DataTemplate') || kinds.includes('IPClaim')) return;
      for (const { claim, path } of pool.preAllocations) {
        if (claim.endsWith(`-${name}`) || isTemplate(claim)) continue;
        const key = keyNode(claim);
        if (key)
          yield {
            resource,
            node: key,
            path,
            message: `Pre-allocation for ${claim} in ${nameOf(resource)} is never used: names of claims that CAPM3 creates end with -${name}. Use DATATEMPLATE-INDEX-${name}, or HOST-${name} if CAPM3 names claims after hosts.`,
          };
      }
    }

    function keyNode(claim: string): ScalarNode | undefined {
      const map = nodeAt(resource.root, ['spec', 'preAllocations']);
      if (map?.kind !== 'map') return undefined;
      for (const { key } of map.entries) if (key.kind === 'scalar' && key.text === claim) return key;
      return undefined;
    }
  },
});
