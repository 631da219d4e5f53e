import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { statesKind } from '../../../../core/objects/references.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOfWorkers } from '../../../cluster-api/cluster-parts.ts';
import { MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';

const MACHINE = ['spec', 'template', 'spec'];
const VERSION = [...MACHINE, 'version'];

/**
 * Source: Cluster API, kubeadmconfig_controller.go: no release can create the kubeadm configuration without a version.
 * Workers without a control plane in the workspace are not checked, since they may be a part of a larger manifest.
 */
export const missingWorkerVersion = defineRule({
  id: 'missing-worker-version',
  formerIds: ['workers-without-version'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [MachineDeployment, MachineSet],
  summary: 'Workers that join with kubeadm have no Kubernetes version.',

  *check(workers, view) {
    const machine = nodeAt(workers.root, MACHINE);
    if (!machine || isUnsure(machine) || isWritten(nodeAt(workers.root, VERSION)) || !view.isComplete(workers)) return;
    if (!statesKind(nodeAt(machine, ['bootstrap', 'configRef']), KubeadmConfigTemplate)) return;
    const controlPlane = controlPlaneOfWorkers(workers, view);
    const expected = controlPlane && scalarAt(controlPlane.root, ['spec', 'version']);
    if (!controlPlane || !expected) return;
    yield {
      resource: workers,
      node: reportedNode(workers.root, VERSION),
      path: VERSION,
      message: `Missing version in spec.template.spec of ${nameOf(workers)}. Cluster API cannot create the kubeadm configuration, and machines never receive bootstrap data. Use ${expected.text}, the version of ${nameOf(controlPlane)}.`,
      related: [
        { place: placeOf(controlPlane, expected), message: `${nameOf(controlPlane)} has version ${expected.text}.` },
      ],
      fixes: fixIn(
        `Set version to ${expected.text}`,
        workers,
        setField(workers.document, VERSION, expected.text),
        true,
      ),
    };
  },
});
