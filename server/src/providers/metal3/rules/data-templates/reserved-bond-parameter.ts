import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { childOf } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { CAPM3, Metal3DataTemplate } from '../../kinds.ts';

/** The map of v1beta1 and the list of v1beta2. */
const PARAMETERS = pathPattern('spec.networkData.links.bonds[].parameters');

/** Source: renderNetworkLinks of CAPM3 v1.11 and later, which rejects parameters that have a separate field. */
const BOND_FIELDS: Readonly<Record<string, string>> = {
  mode: 'bondMode',
  xmit_hash_policy: 'bondXmitHashPolicy',
  links: 'bondLinks',
};

export const reservedBondParameter = defineRule({
  id: 'reserved-bond-parameter',
  formerIds: ['structured-bond-parameter'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  releases: [{ provider: CAPM3, from: 'v1.11.0' }],
  on: [Metal3DataTemplate],
  summary: 'A bond parameter is set under `parameters` instead of in its own field.',

  *check(resource) {
    for (const { node, path } of matches(resource.root, PARAMETERS))
      for (const name of namesIn(node)) {
        const field = name.kind === 'scalar' ? BOND_FIELDS[name.text] : undefined;
        if (name.kind !== 'scalar' || !field) continue;
        yield {
          resource,
          node: name,
          path: [...path, name.text],
          message: `Reserved bond parameter ${name.text} in ${nameOf(resource)}. CAPM3 v1.11 and later cannot render the network data, so no machine is provisioned. Set ${field} of the bond instead.`,
        };
      }
  },
});

function namesIn(parameters: Node): readonly Node[] {
  if (parameters.kind === 'map') return parameters.entries.map(({ key }) => key);
  if (parameters.kind === 'sequence') return parameters.items.flatMap((item) => childOf(item, 'name') ?? []);
  return [];
}
