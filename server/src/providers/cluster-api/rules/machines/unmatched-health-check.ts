import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { controlPlaneReference } from '../../cluster-parts.ts';
import { Cluster, MachineHealthCheck } from '../../kinds.ts';

const LABEL = 'cluster.x-k8s.io/control-plane';
const LABELS = ['spec', 'selector', 'matchLabels'];

/** Source: Cluster API, machinehealthcheck_controller.go selects Machines; Kamaji control planes have none. */
export const unmatchedHealthCheck = defineRule({
  id: 'unmatched-health-check',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [MachineHealthCheck],
  summary: 'A MachineHealthCheck selects the machines of a control plane that has no machines.',

  *check(healthCheck, view) {
    const key = entryOf(nodeAt(healthCheck.root, LABELS), LABEL)?.key;
    if (!key) return;
    for (const reference of healthCheck.references) {
      if (!isKind(reference.target, Cluster)) continue;
      const found = view.resolve(healthCheck, reference);
      const controlPlane = found.kind === 'object' ? controlPlaneReference(found.resource) : undefined;
      if (found.kind !== 'object' || !controlPlane || !isKind(controlPlane.target, KamajiControlPlane)) continue;
      yield {
        resource: healthCheck,
        node: key,
        path: [...LABELS, LABEL],
        message: `${nameOf(healthCheck)} selects control plane machines, but ${nameOf(found.resource)} has none: its KamajiControlPlane runs as pods. The health check never matches a machine. Select workers, or delete it.`,
        related: [
          {
            place: placeOf(found.resource, controlPlane.nameNode),
            message: `${nameOf(found.resource)} references KamajiControlPlane "${controlPlane.target.name}" here.`,
          },
        ],
      };
      return;
    }
  },
});
