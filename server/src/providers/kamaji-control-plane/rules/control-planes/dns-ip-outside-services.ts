import { type Address, type AddressRange, holds, parseAddress } from '../../../../core/addresses/addresses.ts';
import type { Fix, Related } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt } from '../../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../../core/syntax/node.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { defaultDnsAddress } from '../../../kamaji/facts/dns.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kinds.ts';
import { dnsAddresses, type Services, servicesOf } from '../../service-network.ts';

/**
 * Source: the Kamaji control plane provider, kamajicontrolplane_controller_tcp.go, v0.4.0 to v0.20.0: it uses the
 * addresses of the CoreDNS add-on if that is enabled, and the first Service network of the Cluster. Kamaji rejects an
 * address outside of that network.
 */
export const dnsIpOutsideServices = defineRule({
  id: 'dns-ip-outside-services',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'A DNS Service IP is outside the Service network of the Cluster.',

  check: alsoInTopology(function* (cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const services = controlPlane && servicesOf(cluster);
    if (!services || !view.isComplete(cluster) || !view.isComplete(controlPlane)) return;
    const legacy = legacyDefault(controlPlane);
    if (legacy && !holds(services.first, legacy.address))
      yield {
        resource: controlPlane,
        node: legacy.node,
        path: ['spec', 'addons', 'coreDNS'],
        releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.4.0', until: 'v0.13' }],
        message: `Missing dnsServiceIPs in the CoreDNS add-on of ${nameOf(controlPlane)}. The Kamaji provider uses ${LEGACY_DEFAULT}, which is outside the Service network ${services.text} of ${nameOf(cluster)}, and Kamaji rejects the TenantControlPlane. Set dnsServiceIPs.`,
        related: relatedTo(cluster, services),
      };
    for (const { node, path } of dnsAddresses(controlPlane)) {
      const address = parseAddress(node.text);
      if (!address || holds(services.first, address)) continue;
      yield reportOf({ cluster, controlPlane, services, node, path });
    }
  }),
});

const LEGACY_DEFAULT = '10.96.0.10';

/** Returns the address that older releases of the provider use if CoreDNS is enabled and no address is set. */
function legacyDefault({ root }: Resource): { readonly node: Node; readonly address: Address } | undefined {
  const addon = entryOf(nodeAt(root, ['spec', 'addons']), 'coreDNS');
  const address = parseAddress(LEGACY_DEFAULT);
  if (addon?.value.kind !== 'map' || entryOf(addon.value, 'dnsServiceIPs') || !address) return undefined;
  return { node: addon.key, address };
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
  const problem = isInLater
    ? `DNS Service IP ${node.text} is not in the first Service network of ${nameOf(cluster)} (${services.text}), and the Kamaji provider passes only the first network to Kamaji.`
    : `DNS Service IP ${node.text} is outside the Service network of ${nameOf(cluster)} (${services.text}).`;
  return {
    resource: controlPlane,
    node,
    path,
    message: `${problem} Kamaji rejects the TenantControlPlane of ${nameOf(controlPlane)}, and no control plane starts. Choose an address in the first network.`,
    related: relatedTo(cluster, services),
    fixes: setDefault(controlPlane, node, services.first),
    ...(isInLater ? { releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.20' }] } : {}),
  };
}

function setDefault(controlPlane: Resource, node: ScalarNode, services: AddressRange): readonly Fix[] {
  const text = defaultDnsAddress(services);
  return text === undefined ? [] : fixIn(`Change to ${text}`, controlPlane, writeScalar(node, text));
}

function relatedTo(cluster: Resource, services: Services): readonly Related[] {
  return [
    {
      place: placeOf(cluster, services.node ?? cluster.nameNode ?? cluster.root),
      message: `The Service network of ${nameOf(cluster)} is ${services.text}.`,
    },
  ];
}
