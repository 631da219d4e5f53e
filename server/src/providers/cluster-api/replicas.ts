import { isKind } from '../../core/objects/group-kind.ts';
import { fieldOf, type Resource } from '../../core/objects/resource.ts';
import { readScalar } from '../../core/syntax/read-scalar.ts';
import { Machine } from './kinds.ts';

/** Returns how many machines an object creates; undefined if an autoscaler, a topology or a template decides. */
export function replicasOf(machines: Resource): number | undefined {
  if (isKind(machines, Machine)) return 1;
  if (/cluster-autoscaler|topology\.cluster\.x-k8s\.io\/owned/.test(machines.document.text)) return undefined;
  const node = fieldOf(machines, ['spec', 'replicas']);
  if (!node || (node.kind === 'scalar' && node.style === 'absent')) return 1;
  const scalar = node.kind === 'scalar' ? readScalar(node) : undefined;
  if (scalar?.type === 'null') return 1;
  return scalar?.type === 'integer' && scalar.value >= 0 ? scalar.value : undefined;
}
