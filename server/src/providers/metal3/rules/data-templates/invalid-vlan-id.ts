import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const IDS = pathPattern('spec.networkData.links.vlans[].vlanID');

/** Source: IEEE 802.1Q; the schemas of all releases accept 0, 4095 and 4096. */
export const invalidVlanId = defineRule({
  id: 'invalid-vlan-id',
  formerIds: ['unusable-vlan-id'],
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'A VLAN ID is outside the range 1 to 4094.',

  *check(resource) {
    for (const { node, path } of matches(resource.root, IDS)) {
      const scalar = node.kind === 'scalar' ? readScalar(node) : undefined;
      if (scalar?.type !== 'integer' || ![0, 4095, 4096].includes(scalar.value)) continue;
      yield {
        resource,
        node,
        path,
        message: `VLAN ID ${scalar.value} in ${nameOf(resource)} is not between 1 and 4094. The API server accepts it, but the kernel rejects it or sends untagged frames.`,
      };
    }
  },
});
