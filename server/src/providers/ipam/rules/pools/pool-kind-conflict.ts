import { isKind } from '../../../../core/objects/group-kind.ts';
import type { Reference } from '../../../../core/objects/references.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { isSameNode } from '../../../../core/syntax/same-node.ts';
import { CAPM3, Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { IPPool } from '../../kinds.ts';

const POOLS = [
  'spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromIPPool[].name',
  'spec.metaData.{ipAddresses,prefixes,gateways,dnsServers}FromPool[].name',
].map(pathPattern);

/** Source: addFromPool of CAPM3, which keys pools by name; v1.13 and later treat those of the metadata as IPPools. */
export const poolKindConflict = defineRule({
  id: 'pool-kind-conflict',
  formerIds: ['pool-of-two-kinds'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A data template refers to pools of two kinds with the same name.',

  *check(resource) {
    const first = new Map<string, Reference>();
    const inMetaData = POOLS.flatMap((pattern) => matches(resource.root, pattern));
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
          message: `${nameOf(resource)} uses two pools with the name "${name}": ${kindOf(other)} and ${kindOf(reference)}. CAPM3 identifies pools by name only and renders no data for any machine. Rename one of the pools.`,
          related: [
            { place: placeOf(resource, other.nameNode), message: `${kindOf(other)} "${name}" is referenced here.` },
          ],
        };
      if (!isKind(reference.target, IPPool) && inMetaData.some(({ node }) => isSameNode(node, reference.nameNode)))
        yield {
          resource,
          node: reference.nameNode,
          path: reference.path,
          severity: 'warning',
          releases: [{ provider: CAPM3, from: 'v1.13.0' }],
          message: `Metadata of ${nameOf(resource)} uses ${kindOf(reference)} "${name}", but CAPM3 v1.13 and later always look for a Metal³ IPPool with that name. Machines never start. Use an IPPool, or fromPoolRef of a network.`,
        };
    }
  },
});

function kindOf({ target }: Reference): string {
  return target.kind === IPPool.kind && !isKind(target, IPPool) ? `${target.kind} of ${target.group}` : target.kind;
}
