import type { Skeleton, SkeletonRequest } from '../../core/rules/references/skeleton.ts';
import { isNewerContract } from '../cluster-api/contract.ts';

export function kubeadmConfigTemplate({ resource }: SkeletonRequest): Skeleton {
  const isNewer = isNewerContract(resource);
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
