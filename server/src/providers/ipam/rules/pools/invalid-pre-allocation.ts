import { holds } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress of the ip-address-manager; CAPM3's names for claims; IPAM#1440. */
export const invalidPreAllocation = defineRule({
  id: 'invalid-pre-allocation',
  formerIds: ['unusable-pre-allocation'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'An address is set aside for a claim that can never get it.',

  *check(resource, view) {
    if (resource.group !== 'ipam.metal3.io') return;
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
          message: `${text} is set aside for ${claim} and for ${other.claim} in ${nameOf(resource)}: two machines get the same address. Give one of them another.`,
          related: [{ place: placeOf(resource, other.node), message: `Set aside for ${other.claim} here.` }],
        };
      else seen.set(key, allocation);
      if (pool.isKnown && !pool.entries.some(({ range }) => range && holds(range, value)))
        yield {
          resource,
          node,
          path,
          message: `${text} is in no range of ${nameOf(resource)}: the claim ${claim} waits for ever. Widen a range, or set aside an address of the pool.`,
        };
    }
    yield* unmatchedNames();

    /** Claims of CAPM3 are called after a machine's data, or after its host, and after the pool. */
    function* unmatchedNames() {
      const { name } = resource;
      if (name === undefined || isTemplate(name)) return;
      const kinds = view.referrersTo(resource).map((referrer) => referrer.resource.kind);
      // Claims that people make have any name.
      if (!kinds.includes('Metal3DataTemplate') || kinds.includes('IPClaim')) return;
      for (const { claim, path } of pool.preAllocations) {
        if (claim.endsWith(`-${name}`) || isTemplate(claim)) continue;
        const key = keyNode(claim);
        if (key)
          yield {
            resource,
            node: key,
            path,
            message: `No claim that CAPM3 makes for ${nameOf(resource)} is called ${claim}: such names end in -${name}, and the address stays unused. Set it aside for DATATEMPLATE-INDEX-${name}, or HOST-${name} where claims are called after hosts.`,
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
