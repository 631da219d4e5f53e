import { occurrenceOf } from '../../../core/navigation/symbol.ts';
import { isKind } from '../../../core/objects/group-kind.ts';
import { labelsOf } from '../../../core/objects/labels.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { readScalar } from '../../../core/syntax/read-scalar.ts';
import type { TreeNode } from '../../../core/tree/object-tree.ts';
import { Machine, MachineDeployment, MachinePool } from '../kinds.ts';

const SORTS = [
  { field: 'machineDeployments', of: MachineDeployment, label: 'topology.cluster.x-k8s.io/deployment-name' },
  { field: 'machinePools', of: MachinePool, label: 'topology.cluster.x-k8s.io/pool-name' },
];

/**
 * Returns the workers that Cluster API will create from a Cluster's topology, without the ones in the workspace. Their object
 * names are unknown, so they are shown with their names in the topology.
 */
export function topologyWorkersOf(cluster: Resource, existing: readonly Resource[]): readonly TreeNode[] {
  return SORTS.flatMap(({ field, of, label }) => {
    const made = new Set(existing.filter((each) => isKind(each, of)).map((each) => labelsOf(each)?.get(label)));
    const items = nodeAt(cluster.root, ['spec', 'topology', 'workers', field]);
    if (items?.kind !== 'sequence') return [];
    return items.items.flatMap((item): readonly TreeNode[] => {
      const name = scalarAt(item, ['name']);
      if (!name || made.has(name.text)) return [];
      const ofClass = scalarAt(item, ['class'])?.text;
      const machines: TreeNode = {
        label: machinesIn(item),
        kind: Machine.kind,
        icon: cluster.model.iconOf(Machine),
        state: 'group',
        findings: [],
        children: [],
      };
      return [
        {
          role: 'Topology',
          label: `${of.kind} ${name.text}${ofClass === undefined ? '' : ` of class ${ofClass}`}`,
          kind: of.kind,
          icon: cluster.model.iconOf(of),
          state: 'group',
          reference: occurrenceOf(cluster, name, 'reference'),
          findings: [],
          children: [machines],
        },
      ];
    });
  });
}

/** Returns a label such as `3 Machines`; without a number if the topology does not set one. */
function machinesIn(item: Parameters<typeof scalarAt>[0]): string {
  const replicas = scalarAt(item, ['replicas']);
  const value = replicas ? readScalar(replicas) : undefined;
  if (value?.type !== 'integer' || value.value < 0) return 'Machines';
  return `${value.value} ${value.value === 1 ? 'Machine' : 'Machines'}`;
}
