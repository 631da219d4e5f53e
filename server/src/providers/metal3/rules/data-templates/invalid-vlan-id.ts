import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const IDS = pathPattern('spec.networkData.links.vlans[].vlanID');

/** Source: IEEE 802.1Q; the schema of every release lets 0, 4095 and 4096 through. */
export const invalidVlanId = defineRule({
  id: 'invalid-vlan-id',
  formerIds: ['unusable-vlan-id'],
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'A VLAN has a number that no VLAN can have.',

  *check(resource) {
    for (const { node, path } of matches(resource.root, IDS)) {
      const scalar = node.kind === 'scalar' ? readScalar(node) : undefined;
      if (scalar?.type !== 'integer' || ![0, 4095, 4096].includes(scalar.value)) continue;
      yield {
        resource,
        node,
        path,
        message: `${scalar.value} in ${nameOf(resource)} is no VLAN: the API server takes it, and the machine's kernel refuses it or sends untagged frames. VLANs are numbered from 1 to 4094.`,
      };
    }
  },
});
