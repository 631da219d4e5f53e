import { isOneOf } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import { readScalar } from '../../core/syntax/read-scalar.ts';
import { MachineDeployment } from '../cluster-api/kinds.ts';
import { replicasOf } from '../cluster-api/replicas.ts';
import { KubeadmControlPlane } from '../kubeadm/kinds.ts';

/** Returns how many machines a rolling update creates in addition to the replicas; 0 without rolling updates. */
export function surgeOf(machines: Resource): number {
  if (!isOneOf(machines, [MachineDeployment, KubeadmControlPlane])) return 0;
  const strategy =
    ['strategy', 'rolloutStrategy'].map((key) => nodeAt(machines.root, ['spec', key])).find(Boolean) ??
    nodeAt(machines.root, ['spec', 'rollout', 'strategy']);
  if (scalarAt(strategy, ['type'])?.text === 'OnDelete') return 0;
  const written = nodeAt(strategy, ['rollingUpdate', 'maxSurge']);
  if (written?.kind !== 'scalar' || written.style === 'absent') return 1;
  const scalar = readScalar(written);
  if (scalar.type === 'null') return 1;
  if (scalar.type === 'integer') return scalar.value;
  const percent = /^(\d+)%$/.exec(written.text)?.[1];
  return percent === undefined ? 0 : Math.ceil(((replicasOf(machines) ?? 0) * Number(percent)) / 100);
}
