import { scalarText } from '../../core/fixes/write-scalar.ts';
import type { Skeleton, SkeletonRequest } from '../../core/rules/references/skeleton.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { partsOf } from '../cluster-api/cluster-parts.ts';
import { isNewerContract } from '../cluster-api/contract.ts';

/**
 * Returns a control plane with values of the manifests. Unlike the snippets `control-plane.yaml`, the result has no
 * variables, because a fix must write a complete object.
 */
export function kamajiControlPlane({ resource, view }: SkeletonRequest): Skeleton {
  const isNewer = isNewerContract(resource);
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
