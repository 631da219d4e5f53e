import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { type PoolUse, poolUsesOf } from '../../../metal3/pool-uses.ts';

/**
 * Source: CAPM3 creates one claim for each pool and machine (CAPM3#246). Using one pool for an address with its prefix and
 * gateway, or for a metadata key and a network, is intended and not reported.
 */
export const sharedPoolAddress = defineRule({
  id: 'shared-pool-address',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'Two metadata keys or two networks of a data template get the same address of one pool.',

  *check(resource) {
    const firstUses = new Map<string, PoolUse>();
    for (const use of poolUsesOf(resource)) {
      if (use.takes !== 'address') continue;
      const { name } = use.reference.target;
      const key = `${use.at[1]} ${name}`;
      const first = firstUses.get(key);
      if (!first) firstUses.set(key, use);
      // conflicting-value-sources reports two sources of one network.
      if (first && pathText(first.at) !== pathText(use.at))
        yield {
          resource,
          node: use.reference.nameNode,
          path: use.reference.path,
          message: `Two ${use.at[1] === 'metaData' ? 'metadata keys' : 'networks'} of ${nameOf(resource)} use IPPool "${name}". A machine claims only one address from a pool, so both get the same address. Use a separate pool for one of them.`,
          related: [{ place: placeOf(resource, first.reference.nameNode), message: 'The pool is also used here.' }],
        };
    }
  },
});
