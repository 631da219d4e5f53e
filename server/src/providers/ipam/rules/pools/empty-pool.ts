import { isKind } from '../../../../core/objects/group-kind.ts';
import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress of the ip-address-manager: no entries, no address. */
export const emptyPool = defineRule({
  id: 'empty-pool',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'An IPPool that machines take addresses from has none to hand out.',

  *check(resource, view) {
    if (resource.group !== 'ipam.metal3.io') return;
    const spec = fieldOf(resource, ['spec']);
    const pools = fieldOf(resource, ['spec', 'pools']);
    if (spec?.kind !== 'map' || pools?.kind === 'map') return;
    if (pools?.kind === 'sequence' ? pools.items.length > 0 : pools?.kind === 'scalar' && pools.text !== '') return;
    const [user] = view.referrersTo(resource);
    if (!user || !view.isWhole(resource)) return;
    yield {
      resource,
      node: pools?.kind === 'sequence' ? pools : (resource.nameNode ?? spec),
      path: ['spec', 'pools'],
      message: `${nameOf(resource)} has no pools: ${nameOf(user.resource)} finds it exhausted, and ${isKind(user.resource, Metal3DataTemplate) ? 'its machines wait' : 'waits'} for ever. Write at least one range.`,
    };
  },
});
