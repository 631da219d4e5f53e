import { overlap, parseNetwork } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { Cluster } from '../../kinds.ts';

/** Source: IP routing. Cluster API does not validate it (issue 3296); kubeadm issue 3312. */
export const overlappingClusterNetworks = defineRule({
  id: 'overlapping-cluster-networks',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster],
  summary: 'The pod network and the Service network of a Cluster overlap.',

  *check(cluster) {
    const services = networksOf(cluster, 'services');
    for (const { node, index, range } of networksOf(cluster, 'pods')) {
      const other = services.find((each) => overlap(each.range, range));
      if (!other) continue;
      yield {
        resource: cluster,
        node,
        path: ['spec', 'clusterNetwork', 'pods', 'cidrBlocks', index],
        message: `Pod network ${node.text} and Service network ${other.node.text} of ${nameOf(cluster)} overlap. Some pods get the address of a Service. Choose networks that do not overlap.`,
        related: [{ place: placeOf(cluster, other.node), message: 'Service network' }],
      };
    }
  },
});

function networksOf({ root }: Resource, sort: 'pods' | 'services') {
  const list = nodeAt(root, ['spec', 'clusterNetwork', sort, 'cidrBlocks']);
  const items = list?.kind === 'sequence' ? list.items : [];
  return items.flatMap((node, index) => {
    const range = node.kind === 'scalar' ? parseNetwork(node.text) : undefined;
    return range ? [{ node: node as ScalarNode, index, range }] : [];
  });
}
