import { nameOf } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { pathText } from '../syntax/lookup.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import type { PlacedScalar } from '../syntax/scalars.ts';
import { defineRule, placeOf } from './rule.ts';

const IDS = pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[].id');

/**
 * Source: convert_net_json of cloud-init, which keeps links by id. Left to the schema: two of one list in v1beta2, which
 * the API server refuses.
 */
export const duplicateLink = defineRule({
  id: 'duplicate-link',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  kinds: ['Metal3DataTemplate'],
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
          message: `${nameOf(resource)} has two links with the id "${node.text}", the other at ${pathText(first.path)}: cloud-init keeps one of them, and what names the id may get the wrong one. Give each an id of its own.`,
          related: [{ place: placeOf(resource, first.node), message: 'The other is here.' }],
        };
    }
  },
});
