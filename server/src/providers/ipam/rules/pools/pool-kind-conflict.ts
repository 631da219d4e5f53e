import { isKind } from '../../../../core/objects/group-kind.ts';
import type { Reference } from '../../../../core/objects/references.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { IPPool } from '../../kinds.ts';

const POOLS = [
  'spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromIPPool[].name',
  'spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromPool[].name',
].map(pathPattern);

/** Source: addFromPool of CAPM3, which keeps pools by name; from v1.13 on it takes those of the metadata for its own. */
export const poolKindConflict = defineRule({
  id: 'pool-kind-conflict',
  formerIds: ['pool-of-two-kinds'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A data template means pools of two kinds by one name.',

  *check(resource) {
    const first = new Map<string, Reference>();
    const inMetaData = new Set(POOLS.flatMap((pattern) => matches(resource.root, pattern)).map(({ node }) => node));
    for (const reference of resource.references) {
      const { name } = reference.target;
      if (!/^spec\.(metaData|networkData)\./.test(reference.field.pattern.text)) continue;
      const other = first.get(name);
      if (!other) first.set(name, reference);
      else if (!isKind(other.target, reference.target))
        yield {
          resource,
          node: reference.nameNode,
          path: reference.path,
          message: `${nameOf(resource)} calls both ${kindOf(other)} and ${kindOf(reference)} "${name}": CAPM3 keeps pools by their names, and prepares no machine. Give one of the pools another name.`,
          related: [{ place: placeOf(resource, other.nameNode), message: `${kindOf(other)} "${name}" is named here.` }],
        };
      if (!isKind(reference.target, IPPool) && inMetaData.has(reference.nameNode))
        yield {
          resource,
          node: reference.nameNode,
          path: reference.path,
          severity: 'warning',
          releases: [{ provider: 'cluster-api-provider-metal3', from: 'v1.13.0' }],
          message: `${nameOf(resource)} takes metadata from ${kindOf(reference)} "${name}": from v1.13 on CAPM3 looks for an IPPool of Metal³ with that name, whatever is written, and waits for ever. Take the address by fromPoolRef of a network instead, or from an IPPool.`,
        };
    }
  },
});

function kindOf({ target: { kind, group } }: Reference): string {
  return kind === 'IPPool' && group !== 'ipam.metal3.io' ? `${kind} of ${group}` : kind;
}
