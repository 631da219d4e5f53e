import { type AddressRange, parseNetwork } from '../../core/addresses/addresses.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { type NodePath, nodeAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';

/** The default of Kamaji. */
const DEFAULT_SERVICES = '10.96.0.0/16';

/** The Service networks of a Cluster, of which the provider passes the first one to Kamaji. */
export interface Services {
  readonly first: AddressRange;
  readonly text: string;
  readonly node: Node | undefined;
  readonly others: readonly AddressRange[];
}

/** Returns the Service networks of a Cluster; undefined if one of them is a template. */
export function servicesOf(cluster: Resource): Services | undefined {
  const list = nodeAt(cluster.root, ['spec', 'clusterNetwork', 'services', 'cidrBlocks']);
  const items = list?.kind === 'sequence' ? list.items : [];
  const texts = items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  const ranges = texts.map(parseNetwork);
  if (items.length === 0) {
    const isUnknown = list?.kind === 'scalar' && isTemplate(list.text);
    const first = parseNetwork(DEFAULT_SERVICES);
    return isUnknown || !first
      ? undefined
      : { first, text: `${DEFAULT_SERVICES} by default`, node: undefined, others: [] };
  }
  const [first, ...others] = ranges.flatMap((range) => range ?? []);
  if (!first || others.length + 1 !== items.length) return undefined;
  return { first, text: texts[0] ?? '', node: items[0], others };
}

/** Returns the addresses that the provider passes to Kamaji: those of the CoreDNS add-on, if it is enabled. */
export function dnsAddresses({ root }: Resource): readonly { readonly node: ScalarNode; readonly path: NodePath }[] {
  const addon = nodeAt(root, ['spec', 'addons', 'coreDNS']);
  const path = ['spec', 'addons', 'coreDNS', 'dnsServiceIPs'];
  const list = nodeAt(root, path);
  if (addon?.kind !== 'map' || list?.kind !== 'sequence') return [];
  return list.items.flatMap((node, index) => (node.kind === 'scalar' ? [{ node, path: [...path, index] }] : []));
}
