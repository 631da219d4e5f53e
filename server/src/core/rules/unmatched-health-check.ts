import { controlPlaneReference } from '../resources/cluster-parts.ts';
import { nameOf } from '../resources/resource.ts';
import { entryOf, nodeAt } from '../syntax/lookup.ts';
import { defineRule, placeOf } from './rule.ts';

const LABEL = 'cluster.x-k8s.io/control-plane';
const LABELS = ['spec', 'selector', 'matchLabels'];

/** Source: Cluster API, machinehealthcheck_controller.go selects Machines; Kamaji's control planes have none. */
export const unmatchedHealthCheck = defineRule({
  id: 'unmatched-health-check',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  kinds: ['MachineHealthCheck'],
  summary: 'A health check watches the machines of a control plane that has none.',

  *check(healthCheck, view) {
    const key = entryOf(nodeAt(healthCheck.root, LABELS), LABEL)?.key;
    if (!key) return;
    for (const reference of healthCheck.references) {
      if (reference.target.kind !== 'Cluster') continue;
      const found = view.resolve(healthCheck, reference);
      const controlPlane = found.kind === 'object' ? controlPlaneReference(found.resource) : undefined;
      if (found.kind !== 'object' || controlPlane?.target.kind !== 'KamajiControlPlane') continue;
      yield {
        resource: healthCheck,
        node: key,
        path: [...LABELS, LABEL],
        message: `${nameOf(healthCheck)} watches machines of the control plane, and that of ${nameOf(found.resource)} runs in Kamaji, on none: it never finds any. Select workers, or delete it.`,
        related: [
          {
            place: placeOf(found.resource, controlPlane.nameNode),
            message: `${nameOf(found.resource)} has KamajiControlPlane "${controlPlane.target.name}".`,
          },
        ],
      };
      return;
    }
  },
});
