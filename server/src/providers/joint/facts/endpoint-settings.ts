import { type AddressRange, holds, parseAddress, parseNetwork } from '../../../core/addresses/addresses.ts';
import type { Effect, Severity } from '../../../core/findings/finding.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { Node } from '../../../core/syntax/node.ts';
import { MANAGED_BY } from '../../cluster-api/kinds.ts';

/**
 * A setting for which an infrastructure provider does not create a control plane endpoint, or accepts a missing one.
 */
export interface EndpointSetting {
  /** The API versions that have the field; absent if all have. */
  readonly versions?: readonly string[];
  readonly path: readonly string[];
  /** The value that the field must have, or `absent`. Any value is correct if not set. */
  readonly expected?: string;
  /** The value that the fix writes; absent if there is none. */
  readonly suggested?: string | boolean;
  /** Other values that the fix writes, since the provider rejects the first one without them. */
  readonly together?: readonly { readonly path: readonly string[]; readonly value: string | boolean }[];
  readonly severity: Severity;
  readonly effect: Effect;
  /** What happens otherwise, after “Otherwise”: `CAPA creates a load balancer.` */
  readonly consequence: string;
  /** What the object must do, after “must”, if that is not to have the expected value. */
  readonly requirement?: string;
  /** Returns true if the setting is required for an object. */
  readonly isRequired?: (infrastructure: Resource) => boolean;
  /** Returns true if the fix may be offered for an object. */
  readonly isFixable?: (infrastructure: Resource) => boolean;
}

const HETZNER_WITHOUT_ENDPOINT = 'capi.syself.com/allow-empty-control-plane-address';

const WRONG = { severity: 'warning', effect: 'wrong' } as const;
const STUCK = { severity: 'warning', effect: 'stuck' } as const;
const REJECTED = { severity: 'warning', effect: 'refused' } as const;

const LOAD_BALANCER = ['spec', 'controlPlaneLoadBalancer'];
const WORKERS_JOIN_THERE =
  'If it publishes that endpoint before Kamaji does, workers join an address without an API server.';

/** The kind and its versions whose schema rejects an endpoint with an empty host. */
const withoutEmptyEndpoint = (provider: string, versions?: readonly string[]): EndpointSetting => ({
  ...REJECTED,
  ...(versions ? { versions } : {}),
  path: ['spec', 'controlPlaneEndpoint'],
  expected: 'absent',
  requirement: 'set controlPlaneEndpoint.host or omit controlPlaneEndpoint',
  consequence: `the API server rejects the empty host (${provider}).`,
  isRequired: ({ root }) => {
    const endpoint = nodeAt(root, ['spec', 'controlPlaneEndpoint']);
    if (endpoint?.kind !== 'map') return false;
    const host = nodeAt(endpoint, ['host']);
    return !host || (host.kind === 'scalar' && host.text === '');
  },
});

const OPENSTACK_VERSIONS = ['v1alpha6', 'v1alpha7', 'v1beta1'];
const OPENSTACK_LOAD_BALANCER = {
  ...WRONG,
  expected: 'false',
  suggested: false,
  consequence: `CAPO creates a load balancer. ${WORKERS_JOIN_THERE}`,
} as const;

/** For `npm run facts`. These providers are not in the bundle. */
export const ENDPOINT_SETTING_TABLES = [
  { topic: 'endpoint settings of CAPA', provider: 'cluster-api-provider-aws', verifiedUpTo: 'v2.11' },
  { topic: 'endpoint settings of CAPZ', provider: 'cluster-api-provider-azure', verifiedUpTo: 'v1.26' },
  { topic: 'endpoint settings of CAPO', provider: 'cluster-api-provider-openstack', verifiedUpTo: 'v0.15' },
  { topic: 'endpoint settings of CAPK', provider: 'cluster-api-provider-kubevirt', verifiedUpTo: 'v0.11' },
  { topic: 'endpoint settings of CAPH', provider: 'cluster-api-provider-hetzner', verifiedUpTo: 'v1.1' },
  { topic: 'endpoint settings of CAPIC', provider: 'cluster-api-provider-ionoscloud', verifiedUpTo: 'v0.6' },
  { topic: 'endpoint settings of CAPP', provider: 'cluster-api-provider-packet', verifiedUpTo: 'v0.9' },
  { topic: 'endpoint settings of CAPMOX', provider: 'cluster-api-provider-proxmox', verifiedUpTo: 'v0.9' },
  { topic: 'endpoint settings of CAPMS', provider: 'cluster-api-provider-metal-stack', verifiedUpTo: 'v0.8' },
];

/**
 * The settings by kind, in group infrastructure.cluster.x-k8s.io. Source: webhooks and controllers of CAPA v2.4.0 to
 * v2.11.1, CAPZ v1.18.0 to v1.26.0, CAPO v0.8.0 to v0.15.0-beta.0, CAPK v0.11.2, CAPH v1.1.8, CAPIC v0.3.0 to v0.6.3, CAPP
 * v0.9.0, CAPMOX v0.6.0 to v0.9.0, CAPMS v0.8.0.
 */
const ENDPOINT_SETTINGS: Readonly<Record<string, readonly EndpointSetting[]>> = {
  KubevirtCluster: [
    {
      ...WRONG,
      path: ['metadata', 'annotations', MANAGED_BY],
      suggested: 'kamaji',
      consequence: `CAPK creates a Service as the endpoint. ${WORKERS_JOIN_THERE}`,
    },
  ],
  PacketCluster: [
    {
      ...WRONG,
      path: ['metadata', 'annotations', MANAGED_BY],
      suggested: 'kamaji',
      consequence: 'CAPP creates an elastic IP or a load balancer and overwrites the endpoint of Kamaji repeatedly.',
    },
  ],
  ProxmoxCluster: [
    {
      ...REJECTED,
      path: ['spec', 'externalManagedControlPlane'],
      expected: 'true',
      suggested: true,
      consequence: 'CAPMOX rejects the object, since it has no endpoint.',
      isRequired: ({ root }) => !nodeAt(root, ['spec', 'controlPlaneEndpoint']),
    },
    {
      ...REJECTED,
      path: ['spec', 'controlPlaneEndpoint', 'host'],
      expected: 'absent',
      requirement:
        'set controlPlaneEndpoint.host to an address outside of ipv4Config.addresses and ipv6Config.addresses',
      consequence: 'CAPMOX rejects the object, because the address can be assigned to a machine.',
      isRequired: ({ root }) =>
        scalarAt(root, ['spec', 'externalManagedControlPlane'])?.text !== 'true' && isHostInPool(root),
      isFixable: () => false,
    },
    {
      ...REJECTED,
      path: ['spec', 'ipv4Config'],
      requirement: 'set ipv4Config or ipv6Config',
      consequence: 'CAPMOX rejects the object.',
      isRequired: ({ root }) => !nodeAt(root, ['spec', 'ipv4Config']) && !nodeAt(root, ['spec', 'ipv6Config']),
    },
    withoutEmptyEndpoint('CAPMOX v0.8 and later', ['v1alpha2']),
  ],
  TinkerbellCluster: [withoutEmptyEndpoint('CAPT v0.7 and later')],
  VSphereCluster: [withoutEmptyEndpoint('CAPV v1.16 and later', ['v1beta2'])],
  AWSCluster: [
    {
      ...STUCK,
      versions: ['v1beta2'],
      path: [...LOAD_BALANCER, 'loadBalancerType'],
      expected: 'disabled',
      suggested: 'disabled',
      consequence:
        'CAPA creates a load balancer, publishes its DNS name, and rejects the endpoint of Kamaji as a change.',
      // Fields such as name and subnets are rejected together with `disabled`.
      isFixable: ({ root }) => {
        const block = nodeAt(root, LOAD_BALANCER);
        return !block || (block.kind === 'map' && block.entries.every(({ key }) => isKey(key, 'loadBalancerType')));
      },
    },
  ],
  AzureCluster: [
    {
      ...WRONG,
      versions: ['v1beta1'],
      path: ['spec', 'controlPlaneEnabled'],
      expected: 'false',
      suggested: false,
      consequence:
        'CAPZ creates a public IP and a load balancer. If it publishes their endpoint first, it rejects that of Kamaji.',
    },
  ],
  OpenStackCluster: [
    {
      ...OPENSTACK_LOAD_BALANCER,
      versions: ['v1alpha6', 'v1alpha7'],
      path: ['spec', 'apiServerLoadBalancer', 'enabled'],
      isRequired: ({ root }) => scalarAt(root, ['spec', 'apiServerLoadBalancer', 'enabled'])?.text === 'true',
    },
    {
      ...OPENSTACK_LOAD_BALANCER,
      versions: ['v1beta1'],
      path: ['spec', 'apiServerLoadBalancer', 'enabled'],
      isRequired: ({ root }) => nodeAt(root, ['spec', 'apiServerLoadBalancer'])?.kind === 'map',
    },
    {
      ...STUCK,
      versions: OPENSTACK_VERSIONS,
      path: ['spec', 'disableAPIServerFloatingIP'],
      expected: 'true',
      suggested: true,
      consequence:
        'CAPO rejects the address that the Kamaji provider writes as apiServerFixedIP, and the cluster never becomes ready.',
    },
    {
      ...OPENSTACK_LOAD_BALANCER,
      versions: ['v1beta2'],
      path: ['spec', 'apiServer', 'managedLoadBalancer', 'enabled'],
      isRequired: ({ root }) =>
        scalarAt(root, ['spec', 'apiServer', 'managedLoadBalancer', 'enabled'])?.text === 'true',
    },
    withoutEmptyEndpoint('CAPO v0.15 and later', ['v1beta2']),
    {
      ...STUCK,
      versions: ['v1beta2'],
      path: ['spec', 'controlPlaneEndpoint'],
      requirement: 'set controlPlaneEndpoint to the address of the control plane',
      consequence:
        'the cluster never becomes ready, since the Kamaji provider v0.20 publishes the address in fields that v1beta2 does not have.',
      isRequired: ({ root }) =>
        !nodeAt(root, ['spec', 'controlPlaneEndpoint']) && !nodeAt(root, ['spec', 'apiServer', 'fixedIP']),
    },
  ],
  HetznerCluster: [
    {
      ...WRONG,
      path: [...LOAD_BALANCER, 'enabled'],
      expected: 'false',
      suggested: false,
      together: [{ path: ['metadata', 'annotations', HETZNER_WITHOUT_ENDPOINT], value: 'true' }],
      consequence: `CAPH creates a load balancer. ${WORKERS_JOIN_THERE}`,
      isFixable: ({ root }) => nodeAt(root, ['spec'])?.kind === 'map',
    },
    {
      ...REJECTED,
      path: ['metadata', 'annotations', HETZNER_WITHOUT_ENDPOINT],
      expected: 'true',
      suggested: 'true',
      consequence: 'CAPH rejects the object, since it requires an endpoint.',
      isRequired: ({ root }) =>
        scalarAt(root, [...LOAD_BALANCER, 'enabled'])?.text === 'false' &&
        !nodeAt(root, ['spec', 'controlPlaneEndpoint']),
    },
  ],
  IonosCloudCluster: [
    {
      ...STUCK,
      path: ['spec', 'loadBalancerProviderRef'],
      expected: 'absent',
      consequence: 'CAPIC requires an IP block that contains the endpoint, and fails for the address of Kamaji.',
      isRequired: ({ root }) => nodeAt(root, ['spec', 'loadBalancerProviderRef'])?.kind === 'map',
    },
  ],
  MetalStackCluster: [
    {
      ...STUCK,
      path: ['spec', 'controlPlaneEndpoint', 'host'],
      consequence:
        'CAPMS allocates an IP address with port 443, which differs from the endpoint of Kamaji, and the cluster never becomes ready.',
      isRequired: ({ root }) =>
        !nodeAt(root, ['spec', 'controlPlaneEndpoint']) && !nodeAt(root, ['spec', 'controlPlaneIP']),
    },
  ],
};

/** The providers that ignore an object with the annotation, by kind. The Kamaji provider does not set the status of these. */
const IGNORED_IF_MANAGED: Readonly<Record<string, string>> = {
  AWSCluster: 'CAPA',
  AzureCluster: 'CAPZ',
  GCPCluster: 'CAPG',
  HetznerCluster: 'CAPH',
  MetalStackCluster: 'CAPMS',
  OpenStackCluster: 'CAPO',
  ProxmoxCluster: 'CAPMOX',
  TinkerbellCluster: 'CAPT',
  VSphereCluster: 'CAPV',
};

/** Returns the settings that an infrastructure cluster needs for a Kamaji control plane. */
export function endpointSettings(infrastructure: Resource): readonly EndpointSetting[] {
  const { kind, root } = infrastructure;
  const path = ['metadata', 'annotations', MANAGED_BY];
  const provider = IGNORED_IF_MANAGED[kind];
  if (!provider || !nodeAt(root, path)) return ENDPOINT_SETTINGS[kind] ?? [];
  const consequence = `${provider} ignores the object, no controller sets its status, and the cluster never becomes ready.`;
  return [{ ...STUCK, path, expected: 'absent', consequence }];
}

function isHostInPool(root: Node): boolean {
  const host = scalarAt(root, ['spec', 'controlPlaneEndpoint', 'host'])?.text ?? '';
  const address = parseAddress(host);
  if (!address) return false;
  return ['ipv4Config', 'ipv6Config'].some((config) => {
    const list = nodeAt(root, ['spec', config, 'addresses']);
    return (
      list?.kind === 'sequence' &&
      list.items.some((item) => {
        const range = item.kind === 'scalar' ? rangeIn(item.text) : undefined;
        return range !== undefined && holds(range, address);
      })
    );
  });
}

/** Returns the range of an address, a network, or `first-last`. */
function rangeIn(text: string): AddressRange | undefined {
  if (text.includes('/')) return parseNetwork(text);
  const [first, last = first] = text.split('-').map((each) => parseAddress(each.trim()));
  return first && last?.family === first.family
    ? { family: first.family, first: first.value, last: last.value }
    : undefined;
}

function isKey(node: { readonly kind: string; readonly text?: string }, name: string): boolean {
  return node.kind === 'scalar' && node.text === name;
}
