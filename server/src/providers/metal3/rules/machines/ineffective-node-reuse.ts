import { isOneOf } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { MachineDeployment } from '../../../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { specOf } from '../../boot-paths.ts';
import { Metal3MachineTemplate } from '../../kinds.ts';
import { surgeOf } from '../../rolling-update.ts';

const PATH = ['spec', 'nodeReuse'];

/** Source: the documentation of node reuse in CAPM3; metal3machine_manager.go. */
export const ineffectiveNodeReuse = defineRule({
  id: 'ineffective-node-reuse',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  on: [Metal3MachineTemplate],
  summary: 'Node reuse is enabled, but another setting defeats its purpose.',

  *check(template, view) {
    const nodeReuse = scalarAt(template.root, PATH);
    if (nodeReuse?.text !== 'true' || !view.isComplete(template)) return;
    const cleaning = scalarAt(template.root, [...specOf(template), 'automatedCleaningMode']);
    const isCleaned = cleaning?.text !== 'disabled' && !isTemplate(cleaning?.text ?? '');
    if (isCleaned)
      yield {
        resource: template,
        node: nodeReuse,
        path: PATH,
        message: `nodeReuse of ${nameOf(template)} keeps the host but not its disk: automated cleaning is not disabled. To keep the data, set automatedCleaningMode to disabled.`,
      };
    for (const { resource: machines } of view.referrersTo(template)) {
      if (!isOneOf(machines, [MachineDeployment, KubeadmControlPlane]) || machines.broken) continue;
      const surge = surgeOf(machines);
      if (surge === 0 || !view.isComplete(machines)) continue;
      yield {
        resource: template,
        node: nodeReuse,
        path: PATH,
        message: `nodeReuse of ${nameOf(template)} has no effect in a rolling update of ${nameOf(machines)}: it creates new machines on other hosts first (maxSurge ${surge}). Set maxSurge to 0.`,
        related: [
          {
            place: placeOf(machines, machines.nameNode ?? machines.root),
            message: `${nameOf(machines)} is defined here.`,
          },
        ],
      };
      return;
    }
  },
});
