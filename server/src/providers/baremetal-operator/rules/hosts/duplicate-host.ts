import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { BARE_METAL_HOST } from '../../../metal3/host-selection.ts';
import { identityOf } from '../../host-facets.ts';
import { BareMetalHost } from '../../kinds.ts';

/** Source: Ironic rejects a second port with the same MAC address, and controls power by the BMC address. */
export const duplicateHost = defineRule({
  id: 'duplicate-host',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [BareMetalHost],
  summary: 'Two BareMetalHosts share a boot MAC address or a BMC address.',

  *check(host, view) {
    for (const { facet, path, outcome } of IDENTITIES) {
      const node = scalarAt(host.root, path);
      if (!node?.text || isTemplate(node.text)) continue;
      const sharing = view.objectsOf(host, BARE_METAL_HOST, { name: facet, value: identityOf(node) });
      // Two documents of one name are versions of the same host.
      const other = sharing.find(({ name }) => name !== host.name);
      const otherNode = other && scalarAt(other.root, path);
      if (!other || !otherNode) continue;
      yield {
        resource: host,
        node,
        path,
        message: `${nameOf(host)} and ${nameOf(other)} have the same ${path.slice(1).join('.')}, ${node.text}. ${outcome}. Use a different value for each host.`,
        related: [{ place: placeOf(other, otherNode), message: `${nameOf(other)} uses it here.` }],
      };
    }
  },
});

const IDENTITIES = [
  {
    facet: 'mac',
    path: ['spec', 'bootMACAddress'],
    outcome: 'The second host is never registered',
  },
  {
    facet: 'bmc',
    path: ['spec', 'bmc', 'address'],
    outcome: 'Both hosts control the power of the same machine',
  },
] as const;
