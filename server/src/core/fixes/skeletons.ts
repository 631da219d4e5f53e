import { partsOf } from '../resources/cluster-parts.ts';
import { DEFAULT_API_SERVER_PORT, portOf } from '../resources/port.ts';
import { publishedEndpoints } from '../resources/published-endpoint.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import type { Reference } from '../resources/references.ts';
import type { Resource } from '../resources/resource.ts';
import type { View } from '../rules/rule.ts';
import { inRange } from '../schemas/releases.ts';
import { nodeAt, scalarAt } from '../syntax/lookup.ts';
import { scalarText } from './write-scalar.ts';

/**
 * The lines of a document that defines what `reference` misses: the least that is accepted, in the API generation of
 * the referring object, with the values that its cluster already settles. Addresses nobody can know come from the
 * range kept for documentation (RFC 5737). Undefined for kinds that are not written by hand.
 */
export function skeletonOf(resource: Resource, reference: Reference, view: View): readonly string[] | undefined {
  const skeleton = SKELETONS[`${reference.target.group}/${reference.target.kind}`];
  if (!skeleton) return undefined;
  const { kind, name, namespace = resource.namespace } = reference.target;
  const { version, spec } = skeleton({ resource, name, view, isNewer: resource.version === 'v1beta2' });
  return [
    `apiVersion: ${reference.target.group}/${version}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${scalarText(name)}`,
    ...(namespace ? [`  namespace: ${scalarText(namespace)}`] : []),
    'spec:',
    ...spec.map((line) => `  ${line}`),
  ];
}

interface Wanted {
  readonly resource: Resource;
  readonly name: string;
  readonly view: View;
  /** The referring object is written in Cluster API's v1beta2 contract. */
  readonly isNewer: boolean;
}

interface Skeleton {
  readonly version: string;
  readonly spec: readonly string[];
}

const SKELETONS: Readonly<Record<string, (wanted: Wanted) => Skeleton>> = {
  [`${GROUPS.infrastructure}/Metal3Cluster`]: metal3Cluster,
  [`${GROUPS.controlPlane}/KamajiControlPlane`]: kamajiControlPlane,
  [`${GROUPS.infrastructure}/Metal3MachineTemplate`]: metal3MachineTemplate,
  [`${GROUPS.infrastructure}/Metal3DataTemplate`]: metal3DataTemplate,
  [`${GROUPS.bootstrap}/KubeadmConfigTemplate`]: kubeadmConfigTemplate,
  [`${GROUPS.ipam}/IPPool`]: ipPool,
};

/** Releases of CAPM3 in which the field that says so has its old name. */
function isBefore110(view: View): boolean {
  const [newest] = view.releases('cluster-api-provider-metal3');
  return newest !== undefined && inRange({ provider: 'cluster-api-provider-metal3', until: 'v1.9' }, newest);
}

function metal3Cluster({ resource, view, isNewer }: Wanted): Skeleton {
  const { controlPlane } = partsOf(resource, view);
  const published = controlPlane ? publishedEndpoints(controlPlane).current : undefined;
  const clusterPort = portOf(nodeAt(resource.root, ['spec', 'clusterNetwork', 'apiServerPort']));
  const port = published?.port ?? (typeof clusterPort === 'number' ? clusterPort : DEFAULT_API_SERVER_PORT);
  return {
    version: isNewer ? 'v1beta2' : 'v1beta1',
    spec: [
      'controlPlaneEndpoint:',
      `  host: ${scalarText(published?.host ?? '192.0.2.10')}`,
      `  port: ${port}`,
      isNewer || !isBefore110(view) ? 'cloudProviderEnabled: false' : 'noCloudProvider: true',
    ],
  };
}

function kamajiControlPlane({ resource, view, isNewer }: Wanted): Skeleton {
  const { infrastructure } = partsOf(resource, view);
  const host = infrastructure
    ? scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host'])?.text
    : undefined;
  return {
    version: isNewer ? 'v1alpha2' : 'v1alpha1',
    spec: [
      'dataStoreName: default',
      'addons:',
      '  coreDNS: {}',
      '  kubeProxy: {}',
      'kubelet:',
      '  preferredAddressTypes:',
      '    - InternalIP',
      '    - ExternalIP',
      '    - Hostname',
      'network:',
      '  serviceType: LoadBalancer',
      `  serviceAddress: ${scalarText(host || '192.0.2.10')}`,
      'replicas: 2',
      'version: v1.33.0',
    ],
  };
}

function metal3MachineTemplate({ isNewer }: Wanted): Skeleton {
  const image = 'http://192.0.2.1/images/node.raw';
  return {
    version: isNewer ? 'v1beta2' : 'v1beta1',
    spec: [
      'template:',
      '  spec:',
      '    image:',
      `      url: ${image}`,
      `      checksum: ${image}.sha256sum`,
      '      checksumType: sha256',
      `      ${isNewer ? 'diskFormat' : 'format'}: raw`,
    ],
  };
}

function metal3DataTemplate({ resource, view, isNewer }: Wanted): Skeleton {
  const cluster = clusterNameOf(resource, view);
  return {
    version: isNewer ? 'v1beta2' : 'v1beta1',
    spec: [
      ...(cluster ? [`clusterName: ${scalarText(cluster)}`] : []),
      'metaData:',
      '  objectNames:',
      '    - key: name',
      '      object: machine',
      '    - key: local-hostname',
      '      object: machine',
    ],
  };
}

function kubeadmConfigTemplate({ isNewer }: Wanted): Skeleton {
  const argument = (name: string, value: string) =>
    isNewer ? [`          - name: ${name}`, `            value: ${value}`] : [`          ${name}: ${value}`];
  return {
    version: isNewer ? 'v1beta2' : 'v1beta1',
    spec: [
      'template:',
      '  spec:',
      '    joinConfiguration:',
      '      nodeRegistration:',
      "        name: '{{ ds.meta_data.name }}'",
      '        kubeletExtraArgs:',
      ...argument('node-labels', "'metal3.io/uuid={{ ds.meta_data.uuid }}'"),
    ],
  };
}

function ipPool({ resource, view, name }: Wanted): Skeleton {
  const cluster = clusterNameOf(resource, view);
  return {
    version: 'v1alpha1',
    spec: [
      ...(cluster ? [`clusterName: ${scalarText(cluster)}`] : []),
      `namePrefix: ${scalarText(name)}`,
      'pools:',
      '  - start: 192.0.2.100',
      '    end: 192.0.2.200',
      'prefix: 24',
      'gateway: 192.0.2.1',
    ],
  };
}

/** The cluster that the referring object says it belongs to, or else one of those that refer to it. */
function clusterNameOf(resource: Resource, view: View): string | undefined {
  const stated = (from: Resource) =>
    scalarAt(from.root, ['spec', 'clusterName'])?.text ??
    scalarAt(from.root, ['metadata', 'labels', 'cluster.x-k8s.io/cluster-name'])?.text;
  const own = stated(resource);
  if (own) return own;
  for (const referrer of view.referrersTo(resource)) {
    const inherited = stated(referrer.resource);
    if (inherited) return inherited;
  }
  return undefined;
}
