import { isKind } from '../../../../core/objects/group-kind.ts';
import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress of the ip-address-manager. */
export const emptyPool = defineRule({
  id: 'empty-pool',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'An IPPool that is in use contains no addresses.',

  *check(resource, view) {
    const spec = fieldOf(resource, ['spec']);
    const pools = fieldOf(resource, ['spec', 'pools']);
    if (spec?.kind !== 'map' || pools?.kind === 'map') return;
    if (pools?.kind === 'sequence' ? pools.items.length > 0 : pools?.kind === 'scalar' && pools.text !== '') return;
    const [user] = view.referrersTo(resource);
    if (!user || !view.isComplete(resource)) return;
    yield {
      resource,
      node: pools?.kind === 'sequence' ? pools : (resource.nameNode ?? spec),
      path: ['spec', 'pools'],
      message: `${nameOf(resource)} has no pools, so it contains no addresses. ${isKind(user.resource, Metal3DataTemplate) ? `Machines of ${nameOf(user.resource)} never get an address` : `${nameOf(user.resource)} never gets an address`}. Add at least one range.`,
    };
  },
});
