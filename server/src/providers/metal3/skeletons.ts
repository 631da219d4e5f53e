import { scalarText } from '../../core/fixes/write-scalar.ts';
import { portOf } from '../../core/objects/port.ts';
import type { View } from '../../core/query/view.ts';
import type { Skeleton, SkeletonRequest } from '../../core/rules/references/skeleton.ts';
import { inRange } from '../../core/schemas/releases.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { partsOf } from '../cluster-api/cluster-parts.ts';
import { clusterNameAround, isNewerContract } from '../cluster-api/contract.ts';
import { DEFAULT_API_SERVER_PORT } from '../cluster-api/ports.ts';
import { publishedEndpoints } from '../kamaji-control-plane/published-endpoint.ts';
import { CAPM3 } from './kinds.ts';

export function metal3Cluster({ resource, view }: SkeletonRequest): Skeleton {
  const isNewer = isNewerContract(resource);
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

export function metal3MachineTemplate({ resource }: SkeletonRequest): Skeleton {
  const isNewer = isNewerContract(resource);
  const image = 'http://images.example.com/node.raw';
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

export function metal3DataTemplate({ resource, view }: SkeletonRequest): Skeleton {
  const isNewer = isNewerContract(resource);
  const cluster = clusterNameAround(resource, view);
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

/** Returns true for releases of CAPM3 that have `noCloudProvider` only. */
function isBefore110(view: View): boolean {
  const [newest] = view.releases(CAPM3);
  return newest !== undefined && inRange({ provider: CAPM3, until: 'v1.9' }, newest);
}
