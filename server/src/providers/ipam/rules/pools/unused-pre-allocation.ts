import { isKind } from '../../../../core/objects/group-kind.ts';
import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { IPClaim, IPPool } from '../../kinds.ts';

const ALLOCATIONS = ['spec', 'preAllocations'];

/** Source: allocateAddress of the ip-address-manager, which looks up the name of the claim; CAPM3's names for claims. */
export const unusedPreAllocation = defineRule({
  id: 'unused-pre-allocation',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'A pre-allocated address whose key is not a claim name that CAPM3 generates.',

  *check(resource, view) {
    const { name } = resource;
    const allocations = fieldOf(resource, ALLOCATIONS);
    if (allocations?.kind !== 'map' || name === undefined || isTemplate(name)) return;
    const users = view.referrersTo(resource).map((referrer) => referrer.resource);
    // Claims that users create can have any name.
    if (!users.some((user) => isKind(user, Metal3DataTemplate)) || users.some((user) => isKind(user, IPClaim))) return;
    for (const { key } of allocations.entries) {
      if (key.kind !== 'scalar' || key.text.endsWith(`-${name}`) || isTemplate(key.text)) continue;
      yield {
        resource,
        node: key,
        path: [...ALLOCATIONS, key.text],
        message: `Pre-allocation for ${key.text} in ${nameOf(resource)} is never used: names of claims that CAPM3 creates end with -${name}. Use DATATEMPLATE-INDEX-${name}, or HOST-${name} if CAPM3 names claims after hosts.`,
      };
    }
  },
});
