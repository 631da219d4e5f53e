import { groupKind, isOneOf } from '../../../../core/objects/group-kind.ts';
import { statesKind } from '../../../../core/objects/references.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { MAX_COMPARED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { groupPairs } from '../../../../core/text/group-by.ts';
import { memoize } from '../../../../core/text/memoize.ts';
import { CONTROL_PLANE_GROUP, MachineDeployment } from '../../../cluster-api/kinds.ts';
import { INFRASTRUCTURE_REF } from '../../../cluster-api/references.ts';
import { MACHINE_TEMPLATE_REFERENCES } from '../../../kubeadm/cloud-init.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { specOf } from '../../boot-paths.ts';
import { CAPM3, Metal3MachineTemplate } from '../../kinds.ts';
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
    const other = otherControlPlane(template, view);
    if (other)
      yield {
        resource: template,
        node: nodeReuse,
        path: PATH,
        severity: 'info',
        releases: [{ provider: CAPM3, from: 'v1.13' }],
        message: `nodeReuse of ${nameOf(template)} has no effect for ${nameOf(other)} without more permissions: CAPM3 v1.13 and later read the control plane, and their role permits that only for KubeadmControlPlanes. Grant the CAPM3 controller get, list and watch for ${other.kind}.`,
        related: [
          { place: placeOf(other, other.nameNode ?? other.root), message: `${nameOf(other)} is defined here.` },
        ],
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

/** Kinds of control planes with machines, whose references are not in the tables of the providers. */
const OTHERS = ['RKE2', 'K0s', 'KThrees', 'Talos', 'MicroK8s', 'CK8s'].map((name) =>
  groupKind(CONTROL_PLANE_GROUP, `${name}ControlPlane`),
);

const REFERENCES = [INFRASTRUCTURE_REF.split('.'), ['spec', 'infrastructureTemplate'], ...MACHINE_TEMPLATE_REFERENCES];

/** Returns a control plane of another provider that creates machines from a template. */
function otherControlPlane(template: Resource, view: View): Resource | undefined {
  const isUsed = ({ root }: Resource) =>
    REFERENCES.some(
      (path) => statesKind(nodeAt(root, path), template) && scalarAt(root, [...path, 'name'])?.text === template.name,
    );
  for (const kind of OTHERS) {
    const naming = byTemplateName(view.objectsOf(template, kind)).get(template.name ?? '');
    const found = naming?.slice(0, MAX_COMPARED).find(isUsed);
    if (found) return found;
  }
  return undefined;
}

/** Returns the control planes by the names of the templates that they state. */
const byTemplateName = memoize((controlPlanes: readonly Resource[]) =>
  groupPairs(
    controlPlanes.flatMap((controlPlane) => {
      if (controlPlane.broken) return [];
      const names = REFERENCES.flatMap((path) => scalarAt(controlPlane.root, [...path, 'name'])?.text ?? []);
      return [...new Set(names)].map((name) => [name, controlPlane] as const);
    }),
  ),
);
