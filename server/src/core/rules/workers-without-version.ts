import { fixIn } from '../fixes/fix.ts';
import { setField } from '../fixes/set-field.ts';
import { controlPlaneOfWorkers } from '../resources/cluster-parts.ts';
import { nameOf } from '../resources/resource.ts';
import { nodeAt, scalarAt } from '../syntax/lookup.ts';
import { isUnsure, isWritten } from './families/checks.ts';
import { shownAt } from './families/shown-at.ts';
import { defineRule, placeOf } from './rule.ts';

const MACHINE = ['spec', 'template', 'spec'];
const VERSION = [...MACHINE, 'version'];

/**
 * Source: Cluster API, kubeadmconfig_controller.go: without a version kubeadm's configuration cannot be written, in any
 * release. Not judged: workers whose control plane is not at hand, for then this is a part of what is applied.
 */
export const workersWithoutVersion = defineRule({
  id: 'workers-without-version',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  kinds: ['MachineDeployment', 'MachineSet'],
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
