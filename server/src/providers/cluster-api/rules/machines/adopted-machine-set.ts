import { isWritten } from '../../../../core/facts/field-values.ts';
import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { CLUSTER_NAME_LABEL, clusterNameOf } from '../../cluster-name.ts';
import { MachineDeployment, MachineSet } from '../../kinds.ts';
import { areAmong, labelsAt } from '../../selector.ts';

const LABELS = ['metadata', 'labels'];
const SELECTOR = ['spec', 'selector'];

/**
 * Source: Cluster API, machinedeployment_controller.go getMachineSetsForDeployment: a MachineDeployment adopts every
 * MachineSet without owner that its selector matches; machinedeployment_sync.go scales down all except the newest. The webhook
 * sets the label with the name of the Cluster on MachineSets, and a unique label in empty selectors.
 */
export const adoptedMachineSet = defineRule({
  id: 'adopted-machine-set',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [MachineSet],
  summary: 'A MachineSet that matches the selector of a MachineDeployment, which adopts it and scales it down.',

  *check(set, view) {
    const cluster = clusterNameOf(set);
    const labels = labelsAt(set.root, LABELS);
    const owners = nodeAt(set.root, ['metadata', 'ownerReferences']);
    if (!cluster || isTemplate(cluster) || !labels || isWritten(owners) || !view.isComplete(set)) return;
    const kind = MachineDeployment;
    for (const workers of view.objectsOf(set, kind, { name: 'cluster', value: cluster })) {
      const selector = nodeAt(workers.root, [...SELECTOR, 'matchLabels']);
      if (selector?.kind !== 'map' || selector.entries.length === 0 || workers.namespace !== set.namespace) continue;
      const selectedCluster = entryOf(selector, CLUSTER_NAME_LABEL)?.value;
      if (selectedCluster?.kind === 'scalar' && selectedCluster.text !== cluster) continue;
      const wanted = labelsAt(workers.root, [...SELECTOR, 'matchLabels']);
      if (!wanted || !areAmong(wanted, labels) || isWritten(nodeAt(workers.root, [...SELECTOR, 'matchExpressions'])))
        continue;
      if (!view.isComplete(workers)) continue;
      yield {
        resource: set,
        node: reportedNode(set.root, LABELS),
        path: LABELS,
        message: `${nameOf(set)} matches the selector of ${nameOf(workers)}, which adopts it and scales it down, usually to zero. Change the labels of the MachineSet.`,
        related: [
          { place: placeOf(workers, reportedNode(workers.root, SELECTOR)), message: `Selector of ${nameOf(workers)}` },
        ],
      };
      return;
    }
  },
});
