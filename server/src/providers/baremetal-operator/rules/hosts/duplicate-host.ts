import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { BARE_METAL_HOST } from '../../../metal3/host-selection.ts';
import { identityOf } from '../../host-facets.ts';
import { BareMetalHost } from '../../kinds.ts';

/** Source: Ironic, which refuses a second port of one MAC address; whoever has one controller turns the other's host off. */
export const duplicateHost = defineRule({
  id: 'duplicate-host',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [BareMetalHost],
  summary: 'Two hosts are one machine, by their MAC address or their management controller.',

  *check(host, view) {
    if (host.group !== 'metal3.io') return;
    for (const { facet, path, outcome } of IDENTITIES) {
      const node = scalarAt(host.root, path);
      if (!node?.text || isTemplate(node.text)) continue;
      const [other] = view.objectsOf(host, BARE_METAL_HOST, { name: facet, value: identityOf(node) });
      const its = other && scalarAt(other.root, path);
      if (!other || !its) continue;
      yield {
        resource: host,
        node,
        path,
        message: `${nameOf(host)} and ${nameOf(other)} have the same ${path.at(-1)}, ${node.text}: ${outcome}. Give each its own.`,
        related: [{ place: placeOf(other, its), message: `${nameOf(other)} has it here.` }],
      };
    }
  },
});

const IDENTITIES = [
  {
    facet: 'mac',
    path: ['spec', 'bootMACAddress'],
    outcome: 'the second one is never registered',
  },
  {
    facet: 'bmc',
    path: ['spec', 'bmc', 'address'],
    outcome: 'each turns the other on and off, and both are one machine',
  },
] as const;
