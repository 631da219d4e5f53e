import { isWritten } from '../../../../core/facts/field-values.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { CLUSTER_NAME_LABEL, clusterNameOf } from '../../cluster-name.ts';
import { MachineDeployment } from '../../kinds.ts';

const SELECTOR = ['spec', 'selector'];

/**
 * Source: Cluster API, machinedeployment_controller.go adopts the MachineSets that its selector matches; the webhook sets
 * the label with the name of the Cluster on the machines of every MachineDeployment. Issues 6283 and 5957.
 */
export const overlappingSelectors = defineRule({
  id: 'overlapping-selectors',
  formerIds: ['broad-selector'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [MachineDeployment],
  summary: 'A MachineDeployment also selects the machines of another MachineDeployment.',

  *check(workers, view) {
    const labels = nodeAt(workers.root, [...SELECTOR, 'matchLabels']);
    if (labels?.kind !== 'map' || labels.entries.length !== 1 || !view.isComplete(workers)) return;
    const key = entryOf(labels, CLUSTER_NAME_LABEL)?.key;
    const cluster = clusterNameOf(workers);
    if (!key || !cluster || isTemplate(cluster) || isWritten(nodeAt(workers.root, [...SELECTOR, 'matchExpressions'])))
      return;
    const [other] = view
      .objectsOf(workers, MachineDeployment, { name: 'cluster', value: cluster })
      .filter((each) => each.name !== workers.name && each.namespace === workers.namespace);
    if (!other) return;
    yield {
      resource: workers,
      node: key,
      path: [...SELECTOR, 'matchLabels', CLUSTER_NAME_LABEL],
      message: `${nameOf(workers)} selects all machines of Cluster "${cluster}", including those of ${nameOf(other)}. The two adopt each other's machines. Add a distinguishing label to the selector and the template, or leave the selector empty.`,
      related: [{ place: placeOf(other, other.nameNode ?? other.root), message: `${nameOf(other)} is defined here.` }],
    };
  },
});
