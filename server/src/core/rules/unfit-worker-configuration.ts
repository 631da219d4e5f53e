import { fixIn } from '../fixes/fix.ts';
import { removeAt } from '../fixes/remove-at.ts';
import { nameOf } from '../resources/resource.ts';
import { entryOf, nodeAt } from '../syntax/lookup.ts';
import { isUnsure, isWritten } from './families/checks.ts';
import { defineRule, placeOf } from './rule.ts';

const CONFIGURATION = ['spec', 'template', 'spec', 'joinConfiguration'];
const PATH = [...CONFIGURATION, 'controlPlane'];

/** Source: Cluster API, kubeadmconfig_controller.go (joinWorker): it refuses to join a worker as a control plane, in all releases. */
export const unfitWorkerConfiguration = defineRule({
  id: 'unfit-worker-configuration',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  kinds: ['KubeadmConfigTemplate'],
  summary: 'Workers are told to join as a control plane.',

  *check(config, view) {
    const node = nodeAt(config.root, PATH);
    const key = entryOf(nodeAt(config.root, CONFIGURATION), 'controlPlane')?.key;
    if (!node || !key || !isWritten(node) || isUnsure(node) || !view.isWhole(config)) return;
    const [workers] = view
      .referrersTo(config)
      .filter(({ resource }) => resource.kind === 'MachineDeployment' || resource.kind === 'MachineSet');
    if (!workers) return;
    yield {
      resource: config,
      node: key,
      path: PATH,
      message: `${nameOf(config)} has a controlPlane in its joinConfiguration, and ${nameOf(workers.resource)} makes workers: Cluster API gives them no bootstrap data. Delete it.`,
      related: [
        {
          place: placeOf(workers.resource, workers.reference.nameNode),
          message: `${nameOf(workers.resource)} names it here.`,
        },
      ],
      fixes: fixIn('Delete controlPlane', config, removeAt(config.document, PATH), true),
    };
  },
});
