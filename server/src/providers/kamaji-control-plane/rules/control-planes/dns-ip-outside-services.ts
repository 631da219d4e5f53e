import {
  type Address,
  type AddressRange,
  holds,
  parseAddress,
  parseNetwork,
} from '../../../../core/addresses/addresses.ts';
import type { Fix, Related } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt } from '../../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../../core/syntax/node.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { usualIn } from '../../../kamaji/facts/dns.ts';

/** What Kamaji takes where nothing is written. */
const DEFAULT_SERVICES = '10.96.0.0/16';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_tcp.go, v0.4.0 to v0.20.0: the add-on's
 * addresses count where it is on, and of the Cluster's networks the first alone. Kamaji refuses what is outside of it.
 */
export const dnsIpOutsideServices = defineRule({
  id: 'dns-ip-outside-services',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: "The address of a cluster's DNS is outside its network for services.",

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const services = controlPlane && servicesOf(cluster);
    if (!services || !view.isWhole(cluster) || !view.isWhole(controlPlane)) return;
    const legacy = legacyDefault(controlPlane);
    if (legacy && !holds(services.first, legacy.address))
      yield {
        resource: controlPlane,
        node: legacy.node,
        path: ['spec', 'addons', 'coreDNS'],
        releases: [{ provider: PROVIDER, from: 'v0.4.0', until: 'v0.13' }],
        message: `${nameOf(controlPlane)} does not say where the cluster's DNS is, and these releases of the provider put it at ${LEGACY_DEFAULT}, outside the network for services of ${nameOf(cluster)} (${services.text}): Kamaji refuses the control plane. Write dnsServiceIPs.`,
        related: relatedTo(cluster, services),
      };
    for (const { node, path } of dnsAddresses(controlPlane)) {
      const address = parseAddress(node.text);
      if (!address || holds(services.first, address)) continue;
      yield reportOf({ cluster, controlPlane, services, node, path });
    }
  },
});

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';
const LEGACY_DEFAULT = '10.96.0.10';

/** What older releases of the provider take where CoreDNS is on and no address is written. */
function legacyDefault({ root }: Resource): { readonly node: Node; readonly address: Address } | undefined {
  const addon = entryOf(nodeAt(root, ['spec', 'addons']), 'coreDNS');
  const address = parseAddress(LEGACY_DEFAULT);
  if (addon?.value.kind !== 'map' || entryOf(addon.value, 'dnsServiceIPs') || !address) return undefined;
  return { node: addon.key, address };
}

interface Services {
  readonly first: AddressRange;
  readonly text: string;
  readonly node: Node | undefined;
  readonly others: readonly AddressRange[];
}

/** Undefined where a template stands among them. */
function servicesOf(cluster: Resource): Services | undefined {
  const list = nodeAt(cluster.root, ['spec', 'clusterNetwork', 'services', 'cidrBlocks']);
  const items = list?.kind === 'sequence' ? list.items : [];
  const texts = items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  const ranges = texts.map(parseNetwork);
  if (items.length === 0) {
    const isUnknown = list?.kind === 'scalar' && isTemplate(list.text);
    const first = parseNetwork(DEFAULT_SERVICES);
    return isUnknown || !first
      ? undefined
      : { first, text: `${DEFAULT_SERVICES}, the default`, node: undefined, others: [] };
  }
  const [first, ...others] = ranges.flatMap((range) => range ?? []);
  if (!first || others.length + 1 !== items.length) return undefined;
  return { first, text: texts[0] ?? '', node: items[0], others };
}

/** Those that count: of the add-on where it is on, whatever stands beside it, else of the network. */
function dnsAddresses({ root }: Resource): readonly { readonly node: ScalarNode; readonly path: NodePath }[] {
  const addon = nodeAt(root, ['spec', 'addons', 'coreDNS']);
  const isOn = addon?.kind === 'map';
  const path = isOn ? ['spec', 'addons', 'coreDNS', 'dnsServiceIPs'] : ['spec', 'network', 'dnsServiceIPs'];
  const list = nodeAt(root, path);
  if (!isOn || list?.kind !== 'sequence') return [];
  return list.items.flatMap((node, index) => (node.kind === 'scalar' ? [{ node, path: [...path, index] }] : []));
}

interface Outside {
  readonly cluster: Resource;
  readonly controlPlane: Resource;
  readonly services: Services;
  readonly node: ScalarNode;
  readonly path: NodePath;
}

function reportOf({ cluster, controlPlane, services, node, path }: Outside): Report {
  const address = parseAddress(node.text);
  const isInLater = address !== undefined && services.others.some((range) => holds(range, address));
  const where = isInLater
    ? `in a later network for services of ${nameOf(cluster)}, of which the Kamaji provider hands on the first alone`
    : `outside the network for services of ${nameOf(cluster)} (${services.text})`;
  return {
    resource: controlPlane,
    node,
    path,
    message: `${nameOf(controlPlane)} has the cluster's DNS at ${node.text}, ${where}: Kamaji refuses the control plane, and nothing is ever started. Choose an address in it.`,
    related: relatedTo(cluster, services),
    fixes: takeUsual(controlPlane, node, services.first),
    ...(isInLater ? { releases: [{ provider: PROVIDER, until: 'v0.20' }] } : {}),
  };
}

function takeUsual(controlPlane: Resource, node: ScalarNode, services: AddressRange): readonly Fix[] {
  const text = usualIn(services);
  return text === undefined ? [] : fixIn(`Change to ${text}`, controlPlane, writeScalar(node, text));
}

function relatedTo(cluster: Resource, services: Services): readonly Related[] {
  return [
    {
      place: placeOf(cluster, services.node ?? cluster.nameNode ?? cluster.root),
      message: `${nameOf(cluster)} has its services in ${services.text}.`,
    },
  ];
}
