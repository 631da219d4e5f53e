import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { shortPathText } from '../../../../core/syntax/lookup.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { poolUsesOf } from '../../../metal3/pool-uses.ts';
import { ipPoolOf } from '../../ip-pool.ts';

/** Source: getRoutesv4 and getServices of CAPM3, which skip what a pool does not have, without an error. */
export const missingPoolGateway = defineRule({
  id: 'missing-pool-gateway',
  formerIds: ['pool-without-gateway'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A data template uses the gateway or the DNS servers of an IPPool that has none.',

  *check(resource, view) {
    for (const { takes, reference, at } of poolUsesOf(resource)) {
      if (takes !== 'gateway' && takes !== 'dns') continue;
      const found = view.resolve(resource, reference);
      if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) continue;
      const pool = ipPoolOf(found.resource);
      const has =
        takes === 'gateway'
          ? pool.gateway || pool.entries.some(({ gateway, isKnown }) => gateway || !isKnown)
          : pool.dnsServers.length > 0 ||
            pool.entries.some(({ dnsServers, isKnown }) => dnsServers.length > 0 || !isKnown);
      if (has) continue;
      const outcome =
        takes === 'dns'
          ? 'Machines get no DNS servers from this pool'
          : at[1] === 'metaData'
            ? 'The metadata key is empty'
            : 'Machines get the route without a next hop';
      yield {
        resource,
        node: reference.nameNode,
        path: reference.path,
        message: `${nameOf(found.resource)} has no ${takes === 'gateway' ? 'gateway' : 'dnsServers'}, but ${shortPathText(at)} of ${nameOf(resource)} uses ${takes === 'gateway' ? 'it' : 'them'}. ${outcome}. Add ${takes === 'gateway' ? 'it' : 'them'} to the pool, or use another source.`,
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
