import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { removeAt } from '../../../../core/fixes/remove-at.ts';
import { isKind, isOneOf } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { ClusterClass, MachineDeployment, MachinePool, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmConfigTemplate } from '../../kinds.ts';

const CONFIGURATION = ['spec', 'template', 'spec', 'joinConfiguration'];
const PATH = [...CONFIGURATION, 'controlPlane'];

/** Source: Cluster API, kubeadmconfig_controller.go (joinWorker): all releases reject a worker that joins as a control plane. */
export const unexpectedControlPlaneJoin = defineRule({
  id: 'unexpected-control-plane-join',
  formerIds: ['worker-joins-as-control-plane', 'unfit-worker-configuration'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [KubeadmConfigTemplate],
  summary: 'The bootstrap configuration of workers joins them as a control plane.',

  *check(config, view) {
    const node = nodeAt(config.root, PATH);
    const key = entryOf(nodeAt(config.root, CONFIGURATION), 'controlPlane')?.key;
    if (!node || !key || !isWritten(node) || isUnsure(node) || !view.isComplete(config)) return;
    const [workers] = view
      .referrersTo(config)
      .filter(
        ({ resource, reference }) =>
          isOneOf(resource, [MachineDeployment, MachineSet, MachinePool]) ||
          (isKind(resource, ClusterClass) && reference.path[1] === 'workers'),
      );
    if (!workers) return;
    yield {
      resource: config,
      node: key,
      path: PATH,
      message: `${nameOf(config)} sets joinConfiguration.controlPlane, but ${nameOf(workers.resource)} creates workers. Cluster API gives them no bootstrap data. Remove the field.`,
      related: [
        {
          place: placeOf(workers.resource, workers.reference.nameNode),
          message: `${nameOf(workers.resource)} references it here.`,
        },
      ],
      fixes: fixIn('Remove joinConfiguration.controlPlane', config, removeAt(config.document, PATH), true),
    };
  },
});
