import { isUnsure, isWritten } from '../../../../core/facts/checks.ts';
import { shownAt } from '../../../../core/facts/shown-at.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOfWorkers } from '../../../cluster-api/cluster-parts.ts';
import { MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';

const MACHINE = ['spec', 'template', 'spec'];
const VERSION = [...MACHINE, 'version'];

/**
 * Source: Cluster API, kubeadmconfig_controller.go: without a version kubeadm's configuration cannot be written, in any
 * release. Not judged: workers whose control plane is not at hand, for then this is a part of what is applied.
 */
export const missingWorkerVersion = defineRule({
  id: 'missing-worker-version',
  formerIds: ['workers-without-version'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [MachineDeployment, MachineSet],
  summary: 'Workers that kubeadm joins have no Kubernetes version.',

  *check(workers, view) {
    const machine = nodeAt(workers.root, MACHINE);
    if (!machine || isUnsure(machine) || isWritten(nodeAt(workers.root, VERSION)) || !view.isWhole(workers)) return;
    if (scalarAt(machine, ['bootstrap', 'configRef', 'kind'])?.text !== 'KubeadmConfigTemplate') return;
    const controlPlane = controlPlaneOfWorkers(workers, view);
    const theirs = controlPlane && scalarAt(controlPlane.root, ['spec', 'version']);
    if (!controlPlane || !theirs) return;
    yield {
      resource: workers,
      node: shownAt(workers.root, VERSION),
      path: VERSION,
      message: `${nameOf(workers)} gives its machines no version: kubeadm cannot be configured, and no machine ever gets its bootstrap data. Write that of ${nameOf(controlPlane)}, ${theirs.text}.`,
      related: [{ place: placeOf(controlPlane, theirs), message: `${nameOf(controlPlane)} is of ${theirs.text}.` }],
      fixes: fixIn(`Set version to ${theirs.text}`, workers, setField(workers.document, VERSION, theirs.text), true),
    };
  },
});
