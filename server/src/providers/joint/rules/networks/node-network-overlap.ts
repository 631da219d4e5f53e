import { overlap, parseNetwork, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { networkOf } from '../../../ipam/ip-pool.ts';
import { poolsOfCluster } from '../../../metal3/pools-of.ts';

/** Source: projectcalico#2720 and kubeadm#1185, for the default network of Calico. */
export const nodeNetworkOverlap = defineRule({
  id: 'node-network-overlap',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Cluster],
  summary: 'The pod or Service network overlaps the network of the machines.',

  *check(cluster, view) {
    const blocks = ['pods', 'services'].flatMap((sort) => {
      const path = ['spec', 'clusterNetwork', sort, 'cidrBlocks'];
      const list = nodeAt(cluster.root, path);
      return list?.kind === 'sequence' ? list.items.map((node, index) => ({ node, path: [...path, index], sort })) : [];
    });
    if (blocks.length === 0) return;
    const pools = poolsOfCluster(cluster, view);
    for (const { node, path, sort } of blocks) {
      const network = node.kind === 'scalar' ? parseNetwork(node.text) : undefined;
      if (node.kind !== 'scalar' || !network) continue;
      for (const { resource, entries } of pools) {
        const entry = entries.find((each) => {
          const own = networkOf(each) ?? each.range;
          return own && overlap(own, network);
        });
        const own = entry && (networkOf(entry) ?? entry.range);
        if (!entry || !own) continue;
        yield {
          resource: cluster,
          node,
          path,
          message: `The ${sort === 'pods' ? 'pod' : 'Service'} network ${node.text} of ${nameOf(cluster)} overlaps the machine network ${rangeText(own)} of ${nameOf(resource)}. Traffic to a machine can be routed to ${sort === 'pods' ? 'pods' : 'Services'} instead. Choose another ${sort === 'pods' ? 'pod' : 'Service'} network.`,
          related: [
            {
              place: placeOf(resource, (entry.start ?? entry.subnet)?.node ?? entry.node),
              message: `${nameOf(resource)} is defined here.`,
            },
          ],
        };
        break;
      }
    }
  },
});
