import { addressText, holds, parseNetwork, rangeText } from '../../../core/addresses/addresses.ts';
import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import type { ValueSlot } from '../../../core/cursor/cursor.ts';
import { type GroupKind, isKind, isOneOf } from '../../../core/objects/group-kind.ts';
import { portOf } from '../../../core/objects/port.ts';
import { nameOf, type Resource } from '../../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { fits, type PathPattern, pathPattern } from '../../../core/syntax/path-pattern.ts';
import { IMAGE_KINDS } from '../../baremetal-operator/image.ts';
import { controlPlaneOf, infrastructureOf } from '../../cluster-api/cluster-parts.ts';
import { Cluster, MachineDeployment, MachineSet } from '../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../cluster-api/ports.ts';
import { ipPoolOf, networkOf } from '../../ipam/ip-pool.ts';
import { IPPool } from '../../ipam/kinds.ts';
import { TenantControlPlane } from '../../kamaji/kinds.ts';
import { PIN_ANNOTATIONS } from '../../kamaji/load-balancer.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { publishedEndpoints } from '../../kamaji-control-plane/published-endpoint.ts';
import { KubeadmControlPlane } from '../../kubeadm/kinds.ts';
import { Metal3Cluster, Metal3DataTemplate } from '../../metal3/kinds.ts';

/** A field whose value is determined by another one, in the same object or in one that belongs with it. */
interface Pair {
  readonly kinds: readonly GroupKind[];
  readonly pattern: PathPattern;
  readonly values: (context: Context, path: NodePath) => readonly Value[];
}

/** Returns values that match other fields, the most likely first. */
export function matchingValues(context: Context, { path }: ValueSlot): readonly Value[] {
  const { known } = context;
  return PAIRS.filter(({ kinds, pattern }) => known && isOneOf(known, kinds) && fits(pattern, path)).flatMap((pair) =>
    pair.values(context, path),
  );
}

const MACHINES = [MachineDeployment, MachineSet];
const PLANES = [KamajiControlPlane, KubeadmControlPlane];

const ANNOTATIONS = pathPattern('spec.network.serviceAnnotations');
const PIN: PathPattern = { ...ANNOTATIONS, steps: [...ANNOTATIONS.steps, PIN_ANNOTATIONS] };

const PAIRS: readonly Pair[] = [
  pair([Metal3Cluster], 'spec.controlPlaneEndpoint.host', publishedHosts),
  pair([Metal3Cluster], 'spec.controlPlaneEndpoint.port', publishedPorts),
  pair([Cluster], 'spec.controlPlaneEndpoint.host', publishedHosts),
  pair([Cluster], 'spec.controlPlaneEndpoint.port', expectedPorts),
  pair([Cluster], 'spec.clusterNetwork.apiServerPort', expectedPorts),
  pair([KamajiControlPlane], 'spec.network.serviceAddress', expectedHosts),
  { kinds: [KamajiControlPlane], pattern: PIN, values: expectedHosts },
  pair([KamajiControlPlane], 'spec.network.dnsServiceIPs[]', dnsAddresses),
  pair([KamajiControlPlane], 'spec.addons.coreDNS.dnsServiceIPs[]', dnsAddresses),
  pair([TenantControlPlane], 'spec.networkProfile.dnsServiceIPs[]', tenantDnsAddress),
  pair([IPPool], 'spec.gateway', gatewayOfPool),
  pair([IPPool], 'spec.pools[].gateway', gatewayOfPool),
  pair([KubeadmControlPlane], 'spec.version', (context) => versionsOf(context, MACHINES)),
  pair([KamajiControlPlane], 'spec.version', (context) => withoutPrefix(versionsOf(context, MACHINES))),
  pair(MACHINES, 'spec.template.spec.version', (context) => versionsOf(context, PLANES)),
  pair(IMAGE_KINDS, 'spec.image.checksum', checksums),
  pair(IMAGE_KINDS, 'spec.template.spec.image.checksum', checksums),
  pair([Metal3DataTemplate], 'spec.networkData.links.{ethernets,bonds,vlans}[].macAddress.fromHostInterface', linkId),
  pair([Metal3DataTemplate], 'spec.networkData.networks.{ipv4,ipv6}[].routes[].gateway.fromIPPool', poolOfAddress),
];

function pair(kinds: readonly GroupKind[], path: string, values: Pair['values']): Pair {
  return { kinds, pattern: pathPattern(path), values };
}

/** An object with the other field of a pair. `isJoined`: it belongs to the same cluster and is not only nearby. */
interface Part {
  readonly resource: Resource;
  readonly isJoined: boolean;
}

/** Returns the Clusters that reference the edited object, the object itself if it is a Cluster, or else the nearest ones. */
function clustersOf(context: Context): readonly Part[] {
  const { workspace } = context.input;
  const edited = workspace.resourceIn(context.document);
  if (edited && isKind(edited, Cluster)) return [{ resource: edited, isJoined: true }];
  const referrers = edited ? workspace.referrersTo(edited).map(({ resource }) => resource) : [];
  const clusters = referrers.filter((each) => isKind(each, Cluster));
  return clusters.length > 0
    ? clusters.map((resource) => ({ resource, isJoined: true }))
    : workspace
        .objectsNear(context, Cluster)
        .slice(0, 3)
        .map((resource) => ({ resource, isJoined: false }));
}

/** Returns the parts that the Clusters reference, then the nearest objects of that kind. */
function partsNear(context: Context, part: 'controlPlane' | 'infrastructure'): readonly Part[] {
  const { workspace } = context.input;
  const find = part === 'controlPlane' ? controlPlaneOf : infrastructureOf;
  const joined = new Map<Resource, boolean>();
  for (const { resource, isJoined } of clustersOf(context)) {
    const found = find(resource, workspace);
    if (found) joined.set(found, isJoined);
  }
  const near = workspace.objectsNear(context, part === 'controlPlane' ? KamajiControlPlane : Metal3Cluster).slice(0, 3);
  return [...new Set([...joined.keys(), ...near])]
    .filter(({ document }) => document !== context.document)
    .map((resource) => ({ resource, isJoined: joined.get(resource) ?? false }));
}

/** Returns the value of a part. It is binding if the part belongs to the same cluster. */
function valueFrom(text: string | number, { resource, isJoined }: Part): Value {
  return { text: String(text), detail: `from ${nameOf(resource)}`, ...(isJoined ? { mustMatch: resource } : {}) };
}

function publishedHosts(context: Context): readonly Value[] {
  return partsNear(context, 'controlPlane').flatMap((part) => {
    const host = publishedEndpoints(part.resource).current?.host;
    return host ? [valueFrom(host, part)] : [];
  });
}

function publishedPorts(context: Context): readonly Value[] {
  const published = partsNear(context, 'controlPlane').flatMap((part) => {
    const port = publishedEndpoints(part.resource).current?.port;
    return port === undefined ? [] : [valueFrom(port, part)];
  });
  const fromClusters = clustersOf(context).flatMap((part) => {
    const port = portOf(nodeAt(part.resource.root, ['spec', 'clusterNetwork', 'apiServerPort']));
    if (port === 'unknowable') return [];
    if (port === 'unset') return [{ text: String(DEFAULT_API_SERVER_PORT), detail: 'default' }];
    // A hostname determines the port.
    return published.length > 0 ? [] : [valueFrom(port, part)];
  });
  return [...published, ...fromClusters];
}

function expectedHosts(context: Context): readonly Value[] {
  return partsNear(context, 'infrastructure').flatMap((part) => {
    const host = scalarAt(part.resource.root, ['spec', 'controlPlaneEndpoint', 'host'])?.text;
    return host ? [valueFrom(host, part)] : [];
  });
}

function expectedPorts(context: Context): readonly Value[] {
  // If a hostname determines the port, the Cluster can have another one.
  const isDetermined = partsNear(context, 'controlPlane').some(
    ({ resource, isJoined }) => isJoined && publishedEndpoints(resource).current?.port !== undefined,
  );
  return partsNear(context, 'infrastructure').flatMap(({ resource, isJoined }) => {
    const port = portOf(nodeAt(resource.root, ['spec', 'controlPlaneEndpoint', 'port']));
    return typeof port === 'number' ? [valueFrom(port, { resource, isJoined: isJoined && !isDetermined })] : [];
  });
}

/** Returns the tenth address of the Service network, the default of kubeadm and Kamaji. */
function dnsAddresses(context: Context): readonly Value[] {
  return clustersOf(context).flatMap(({ resource }) => {
    const text = scalarAt(resource.root, ['spec', 'clusterNetwork', 'services', 'cidrBlocks', 0])?.text;
    return text === undefined ? [] : tenthOf(text);
  });
}

function tenantDnsAddress({ cursor }: Context): readonly Value[] {
  const { root } = cursor;
  const own = [['serviceCidr'], ['serviceCidrs', 0]].map((rest) => scalarAt(root, ['spec', 'networkProfile', ...rest]));
  return own.flatMap((node) => (node?.text ? tenthOf(node.text) : []));
}

function tenthOf(text: string): readonly Value[] {
  const network = parseNetwork(text);
  if (!network) return [];
  const address = addressText({ family: network.family, value: network.first + 10n });
  return [{ text: address, detail: `tenth address of ${text}` }];
}

/** Returns the first address of the network, the usual gateway, unless the pool assigns it. */
function gatewayOfPool({ input, document }: Context, path: NodePath): readonly Value[] {
  const resource = input.workspace.resourceIn(document);
  const entries = resource ? ipPoolOf(resource).entries : [];
  const [, list, index] = path;
  return entries
    .filter((_, each) => list !== 'pools' || each === index)
    .flatMap((entry) => {
      const network = networkOf(entry);
      const first = network && { family: network.family, value: network.first + 1n };
      if (!network || !first || (entry.range && holds(entry.range, first))) return [];
      return [{ text: addressText(first), detail: `first address of ${rangeText(network)}` }];
    });
}

/** The Kamaji provider accepts a version with a `v` and without. */
function withoutPrefix(versions: readonly Value[]): readonly Value[] {
  return versions.flatMap((value) => [value, { ...value, text: value.text.replace(/^v/, '') }]);
}

/** Returns the versions of related objects, in the form of the field. */
function versionsOf(context: Context, kinds: readonly GroupKind[]): readonly Value[] {
  const isWorker = kinds === PLANES;
  return kinds.flatMap((kind) =>
    context
      .objectsNear(kind)
      .slice(0, 5)
      .flatMap((resource) => {
        const path = isWorker ? ['spec', 'version'] : ['spec', 'template', 'spec', 'version'];
        const text = scalarAt(resource.root, path)?.text;
        if (!text) return [];
        const version = isWorker && /^\d/.test(text) ? `v${text}` : text;
        return [{ text: version, detail: `from ${nameOf(resource)}` }];
      }),
  );
}

/** Checksums are usually published next to the image, with a suffix. */
function checksums({ cursor }: Context, path: NodePath): readonly Value[] {
  const image = path.slice(0, -1);
  const url = scalarAt(cursor.root, [...image, 'url'])?.text;
  if (!url) return [];
  const type = scalarAt(cursor.root, [...image, 'checksumType'])?.text;
  const types = type && /^(md5|sha256|sha512)$/.test(type) ? [type] : ['sha256', 'sha512', 'md5'];
  return types.map((each) => ({ text: `${url}.${each}sum`, detail: 'next to the image' }));
}

function linkId({ cursor }: Context, path: NodePath): readonly Value[] {
  const id = scalarAt(cursor.root, [...path.slice(0, -2), 'id'])?.text;
  return id ? [{ text: id, detail: 'id of this link' }] : [];
}

function poolOfAddress({ cursor }: Context, path: NodePath): readonly Value[] {
  const pool = scalarAt(cursor.root, [...path.slice(0, -4), 'ipAddressFromIPPool'])?.text;
  return pool ? [{ text: pool, detail: 'pool of the address' }] : [];
}
