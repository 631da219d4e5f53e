import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import type { PlacedScalar } from '../../../../core/syntax/scalars.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const IDS = pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].id');

/**
 * Source: convert_net_json of cloud-init, which keys links by id. The schema of v1beta2 already rejects duplicates in one
 * list.
 */
export const duplicateLink = defineRule({
  id: 'duplicate-link',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'Two links of a data template have the same id.',

  *check(resource) {
    const seen = new Map<string, PlacedScalar>();
    for (const { node, path } of matches(resource.root, IDS)) {
      if (node.kind !== 'scalar' || node.text === '' || isTemplate(node.text)) continue;
      const first = seen.get(node.text);
      if (!first) seen.set(node.text, { node, path });
      else if (resource.version !== 'v1beta2' || path[3] !== first.path[3])
        yield {
          resource,
          node,
          path,
          message: `Duplicate link id "${node.text}" in ${nameOf(resource)}, also used at ${pathText(first.path)}. cloud-init keeps only one of the two links, so a network can use the wrong one. Use unique ids.`,
          related: [{ place: placeOf(resource, first.node), message: 'The other link with this id is defined here.' }],
        };
    }
  },
});
