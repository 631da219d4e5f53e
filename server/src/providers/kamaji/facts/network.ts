import { isCidr, isIp } from '../../../core/addresses/addresses.ts';
import {
  all,
  atMostOne,
  check,
  forbidden,
  formed,
  has,
  ignored,
  is,
  not,
  required,
  type When,
} from '../../../core/facts/checks.ts';
import { fieldName, type Row } from '../../../core/facts/fact.ts';
import { fieldPath } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { setField } from '../../../core/fixes/set-field.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { isDnsLabel, isSubdomain } from '../../../core/validation/names.ts';
import { DEFAULT_API_SERVER_PORT } from '../../cluster-api/ports.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kamaji-control-plane/kinds.ts';
import { KAMAJI } from '../kinds.ts';
import { addressIn, hostWithoutPort, isBareName, isMistypedIp } from '../service-address.ts';
import { dnsInFirstServices, dnsInServices } from './dns.ts';
import { inControlPlanes, inTenants, kamaji, NO_EFFECT, REJECTED_LATER } from './row.ts';

const CRASHES = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'the API server can advertise only an IP address and never starts',
} as const;

/** The oldest releases have a field `enabled` next to it. */
const MISSING_HOSTNAME = {
  effect: 'stuck',
  by: 'controller',
  outcome: 'Kamaji never publishes the control plane and retries indefinitely',
} as const;

/**
 * Rows about the fields that publish control planes. Source: the Kamaji control plane provider, kamajicontrolplane_controller_tcp.go, up
 * to v0.20.0; Kamaji's types and its webhooks (tcp_certsans.go, tcp_lb_src_ranges.go), up to August 2026.
 */
export const KAMAJI_NETWORK_ROWS: readonly Row[] = [
  kamaji(
    inControlPlanes('network.certSANs[]'),
    formed('', (text) => hostWithoutPort(text) === undefined, 'a host without a port', { correction: sanIn }),
    {
      releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.14.2' }],
      effect: 'stuck',
      by: 'controller',
      outcome: 'the Kamaji provider does not create the control plane',
    },
  ),
  kamaji(
    inControlPlanes('network.certSANs[]'),
    formed('', (text) => isSan(text) || hostWithoutPort(text) !== undefined, 'an IP address or a lowercase DNS name', {
      correction: sanIn,
    }),
    { releases: [{ provider: KAMAJI, from: 'edge-25.3.1' }], ...REJECTED_LATER },
  ),
  kamaji(
    inTenants('networkProfile.certSANs[]'),
    formed('', isSan, 'an IP address or a lowercase DNS name without a port', { correction: sanIn }),
    { releases: [{ provider: KAMAJI, from: 'edge-25.3.1' }] },
  ),

  kamaji(
    inTenants(''),
    required('networkProfile', {
      when: is('controlPlane.service.serviceType', 'LoadBalancer'),
      acceptsEmpty: true,
      fixes: ({ resource }) =>
        fixIn(
          'Add networkProfile.port: 6443',
          resource,
          setField(resource.document, ['spec', 'networkProfile', 'port'], DEFAULT_API_SERVER_PORT),
        ),
    }),
    {
      releases: [{ provider: KAMAJI, from: 'edge-25.10.5' }],
      severity: 'warning',
      outcome:
        'Kamaji accepts the object when it is created without one, but rejects every later update, even of a label',
    },
  ),
  kamaji(inControlPlanes('network'), atMostOne('ingress', 'gateway'), {
    releases: [{ provider: KAMAJI, from: 'edge-25.12.1' }],
    ...REJECTED_LATER,
  }),
  kamaji(
    inControlPlanes('network'),
    formed('gateway.hostname', isRouteName, 'a lowercase DNS name, optionally followed by a port', {
      correction: (text) => text.toLowerCase(),
    }),
    REJECTED_LATER,
  ),
  ...['port', 'sectionName'].map((field) =>
    kamaji(inControlPlanes('network.gateway'), forbidden(field), {
      releases: [{ provider: KAMAJI, from: 'edge-26.1.3', until: 'edge-26.2.4' }],
      ...REJECTED_LATER,
    }),
  ),
  kamaji(
    inTenants('controlPlane.{ingress,gateway}'),
    required('hostname', { when: not(has('enabled')) }),
    MISSING_HOSTNAME,
  ),
  kamaji(
    inControlPlanes('network'),
    formed('ingress.hostname', (text) => !/:\d+$/.test(text), 'a DNS name without a port'),
    {
      releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.14.1' }],
      ...NO_EFFECT,
      outcome:
        'the Kamaji provider up to v0.14.1 adds the port to the certificate, and Kamaji recreates it indefinitely',
    },
  ),

  ...[
    { places: inControlPlanes('network'), field: 'serviceAddress', advertised: 'advertiseAddress' },
    { places: inTenants('networkProfile'), field: 'address', advertised: 'advertiseAddress' },
  ].flatMap(({ places, field, advertised }) => [
    kamaji(
      places,
      formed(
        field,
        (text) => text === '' || isIp(text) || isBareName(text) || isMistypedIp(text),
        'an IP address without a scheme, a port or a prefix',
        {
          correction: addressIn,
        },
      ),
      CRASHES,
    ),
    kamaji(
      places,
      formed(field, (text) => !isMistypedIp(text), 'an IP address', { when: not(has(advertised)) }),
      CRASHES,
    ),
    kamaji(
      places,
      formed(field, (text) => !isBareName(text), 'an IP address', { when: not(has(advertised)) }),
      {
        ...CRASHES,
        severity: 'warning',
        outcome: 'the API server can advertise only an IP address, and does not start without another one',
      },
    ),
  ]),
  kamaji(
    inControlPlanes('network'),
    formed('advertiseAddress', (text) => text === '' || isIp(text), 'an IP address', { correction: addressIn }),
    CRASHES,
  ),

  kamaji(
    inControlPlanes('network.loadBalancerConfig.loadBalancerSourceRanges[]'),
    formed('', isCidr, 'a CIDR such as 10.0.0.0/8', { correction: networkOf }),
    REJECTED_LATER,
  ),
  kamaji(
    inTenants('networkProfile.loadBalancerSourceRanges[]'),
    formed('', isCidr, 'a CIDR such as 10.0.0.0/8', { correction: networkOf }),
    { releases: [{ provider: KAMAJI, from: 'edge-24.12.1', until: '26.3.2-edge' }] },
  ),
  kamaji(
    [...inControlPlanes('network.additionalServicePorts[]'), ...inTenants('controlPlane.service.additionalPorts[]')],
    formed('name', isDnsLabel, 'a name of at most 63 lowercase letters, digits and hyphens', {
      correction: (text) => text.toLowerCase(),
    }),
    {
      effect: 'stuck',
      by: 'controller',
      outcome: 'Kubernetes rejects the Service, and Kamaji never publishes the control plane',
    },
  ),
  kamaji(inControlPlanes('network.loadBalancerConfig'), atMost('loadBalancerSourceRanges', 16), {
    releases: [{ provider: KAMAJI, from: '26.3.3-edge' }],
    ...REJECTED_LATER,
  }),

  kamaji(
    inControlPlanes('addons.coreDNS.dnsServiceIPs[]', 'network.dnsServiceIPs[]'),
    formed('', isIp, 'an IP address'),
    REJECTED_LATER,
  ),
  ...['addons.coreDNS', 'network'].map((place) =>
    kamaji(inControlPlanes(place), atMost('dnsServiceIPs', 8), {
      releases: [{ provider: KAMAJI, from: '26.3.3-edge' }],
      ...REJECTED_LATER,
    }),
  ),
  kamaji(inTenants(''), dnsInServices(), { releases: [{ provider: KAMAJI, from: '26.6.4-edge' }] }),
  kamaji(inTenants(''), dnsInFirstServices(), {
    releases: [{ provider: KAMAJI, from: 'v0.6.0', until: '26.3.2-edge' }],
  }),
  kamaji(
    inControlPlanes(''),
    ignored('network.dnsServiceIPs', all(hasMap('addons.coreDNS'), not(hasEqualDnsAddresses))),
    {
      ...NO_EFFECT,
      outcome: 'the CoreDNS add-on is enabled, and the Kamaji provider uses its dnsServiceIPs instead',
      remedy: 'Set addons.coreDNS.dnsServiceIPs.',
    },
  ),
  kamaji([...inControlPlanes('addons.coreDNS'), ...inTenants('addons.coreDNS')], tagWithoutRepository(), {
    ...NO_EFFECT,
    outcome: 'Kamaji ignores the tag unless a repository is also set',
  }),
];

/** Returns true if kubeadm accepts a text as a subject alternative name. */
function isSan(text: string): boolean {
  return isIp(text) || isSubdomain(text) || (text.startsWith('*.') && isSubdomain(text.slice(2)));
}

function sanIn(text: string): string {
  const bare = text
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  return hostWithoutPort(bare) ?? bare;
}

function isRouteName(text: string): boolean {
  const host = hostWithoutPort(text) ?? text;
  return host.length <= 253 && isSubdomain(host.replace(/^\*\./, ''));
}

function networkOf(text: string): string | undefined {
  return isIp(text) ? `${text}/${text.includes(':') ? 128 : 32}` : undefined;
}

function atMost(field: string, most: number) {
  return check('value-out-of-range', function* (found) {
    const path = [...found.path, field];
    const list = nodeAt(found.node, [field]);
    if (list?.kind === 'sequence' && list.items.length > most)
      yield {
        path,
        problem: `${fieldName(found, path)} has ${list.items.length} items, but at most ${most} are allowed`,
      };
  });
}

/** Returns true if a field is a mapping. Null means not set. */
function hasMap(field: string): When {
  return ({ node }) => nodeAt(node, fieldPath(field))?.kind === 'map';
}

/**
 * Returns true if the addresses of the network and of the CoreDNS add-on are the same, so that it does not matter which
 * apply.
 */
function hasEqualDnsAddresses({ node }: Parameters<When>[0]): boolean {
  const [network, addon] = ['network.dnsServiceIPs', 'addons.coreDNS.dnsServiceIPs'].map((field) => {
    const list = nodeAt(node, fieldPath(field));
    return list?.kind === 'sequence' ? list.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : undefined;
  });
  return network !== undefined && addon !== undefined && network.join() === addon.join();
}

function tagWithoutRepository() {
  return check('ignored-field', function* (found) {
    if (!scalarAt(found.node, ['imageTag'])?.text || scalarAt(found.node, ['imageRepository'])?.text) return;
    const path = [...found.path, 'imageTag'];
    const repository = [...found.path.map(String), 'imageRepository'];
    yield {
      path,
      problem: `${fieldName(found, path)} is set without imageRepository`,
      fixes: fixIn(
        'Add imageRepository: registry.k8s.io/coredns',
        found.resource,
        setField(found.resource.document, repository, 'registry.k8s.io/coredns'),
      ),
    };
  });
}
