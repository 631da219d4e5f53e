import { prefixAround, rangeText } from '../addresses/addresses.ts';
import { ipPoolOf } from '../resources/ip-pool.ts';
import { templateKeysOf } from '../resources/metadata-keys.ts';
import { publishedEndpoints } from '../resources/published-endpoint.ts';
import { nameOf, type Resource } from '../resources/resource.ts';
import { type NodePath, nodeAt, pathText, scalarAt } from '../syntax/lookup.ts';
import { decodedName } from '../text/uri-text.ts';

/** An object in a few lines: what it is, where it is, and the facts that others care about. */
export function objectFacts(resource: Resource): string {
  const { namespace, apiVersion, uri } = resource;
  const file = decodedName(uri.slice(uri.lastIndexOf('/') + 1));
  const head = `**${nameOf(resource)}** \`${apiVersion}\``;
  const where = [namespace === undefined ? '' : `namespace ${namespace}`, `in ${file}`]
    .filter((each) => each)
    .join(', ');
  return [head, where, ...factsOf(resource)].join('  \n');
}

function factsOf(resource: Resource): readonly string[] {
  const own = (FIELDS[resource.kind] ?? []).flatMap((path) => {
    const text = scalarAt(resource.root, path)?.text;
    return text ? [`${pathText(path.filter((step) => step !== 'spec' && step !== 'template'))}: \`${text}\``] : [];
  });
  return [...(SPECIAL[resource.kind]?.(resource) ?? []), ...own];
}

/** The fields that tell an object apart from its like. */
const FIELDS: Readonly<Record<string, readonly NodePath[]>> = {
  Cluster: paths('spec.controlPlaneRef.name', 'spec.infrastructureRef.name', 'spec.topology.class'),
  Metal3Cluster: paths('spec.controlPlaneEndpoint.host', 'spec.controlPlaneEndpoint.port'),
  KamajiControlPlane: paths('spec.version', 'spec.replicas', 'spec.dataStoreName'),
  KubeadmControlPlane: paths('spec.version', 'spec.replicas'),
  TenantControlPlane: paths('spec.kubernetes.version', 'spec.dataStore', 'spec.networkProfile.address'),
  DataStore: paths('spec.driver'),
  MachineDeployment: paths('spec.clusterName', 'spec.replicas', 'spec.template.spec.version'),
  Metal3MachineTemplate: paths('spec.template.spec.image.url', 'spec.template.spec.dataTemplate.name'),
  Metal3DataTemplate: paths('spec.clusterName'),
  IPPool: paths('spec.clusterName', 'spec.prefix', 'spec.gateway'),
  BareMetalHost: paths('spec.bmc.address', 'spec.bootMACAddress', 'spec.online'),
};

function paths(...texts: readonly string[]): readonly NodePath[] {
  return texts.map((text) => text.split('.'));
}

const SPECIAL: Readonly<Record<string, (resource: Resource) => readonly string[]>> = {
  IPPool: (resource) => rangesOf(resource),
  KamajiControlPlane(resource) {
    const endpoint = publishedEndpoints(resource).current;
    return endpoint
      ? [`published at \`${endpoint.host}${endpoint.port === undefined ? '' : `:${endpoint.port}`}\``]
      : [];
  },
  Metal3DataTemplate(resource) {
    const keys = templateKeysOf(resource).map(({ key }) => `\`${key}\``);
    return keys.length === 0 ? [] : [`keys: ${keys.join(', ')}`];
  },
  KubeadmConfigTemplate(resource) {
    const files = nodeAt(resource.root, ['spec', 'template', 'spec', 'files']);
    return files?.kind === 'sequence' ? [`${files.items.length} files`] : [];
  },
};

/** What a pool hands out. */
export function rangesOf(resource: Resource): readonly string[] {
  const { entries } = ipPoolOf(resource);
  return entries.flatMap(({ range }) => {
    if (!range) return [];
    const size = range.last - range.first + 1n;
    const isNetwork = prefixAround(range) > 0 && size > 1n << 32n;
    return [`\`${rangeText(range)}\`${isNetwork ? '' : ` (${size} ${size === 1n ? 'address' : 'addresses'})`}`];
  });
}
