import { scalarText } from '../../core/fixes/write-scalar.ts';
import type { Skeleton, SkeletonRequest } from '../../core/rules/references/skeleton.ts';
import { clusterNameAround } from '../cluster-api/contract.ts';

export function ipPool({ resource, view, name }: SkeletonRequest): Skeleton {
  const cluster = clusterNameAround(resource, view);
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
