import { isUnsure, isWritten } from '../../../../core/facts/checks.ts';
import { shownAt } from '../../../../core/facts/shown-at.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { Cluster } from '../../kinds.ts';
import { classOf, namedItems, WORKER_LISTS } from '../../topology-class.ts';

/** What both generations of the API call a health check, and the field that turns it on. */
const NAMES = [
  ['machineHealthCheck', 'enable'],
  ['healthCheck', 'enabled'],
] as const;

/**
 * Source: Cluster API, webhooks/admission/cluster.go, validateMachineHealthChecks: of machines that nobody makes there is
 * no health check, and one that is turned on must be described by the topology or its class.
 */
export const undefinedHealthCheck = defineRule({
  id: 'undefined-health-check',
  formerIds: ['unavailable-health-check'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [Cluster],
  summary:
    "A Cluster's topology enables a health check that is not configured, or one for a control plane without machines.",

  *check(cluster, view) {
    const own = classOf(cluster, view);
    if (!own) return;
    yield* checkAt(cluster, own, ['spec', 'topology', 'controlPlane'], ['spec', 'controlPlane'], true);
    for (const list of WORKER_LISTS) {
      const classes = namedItems(own.root, ['spec', 'workers', list], 'class') ?? [];
      for (const item of namedItems(cluster.root, ['spec', 'topology', 'workers', list], 'class') ?? []) {
        const described = classes.find(({ nameNode }) => nameNode.text === item.nameNode.text);
        if (described) yield* checkAt(cluster, own, item.path, described.path, false);
      }
    }
  },
});

function* checkAt(
  cluster: Resource,
  own: Resource,
  at: NodePath,
  inClass: NodePath,
  isControlPlane: boolean,
): Iterable<Report> {
  const described = nodeAt(own.root, inClass);
  if (described?.kind !== 'map' || isUnsure(described)) return;
  for (const [name, flag] of NAMES) {
    const path = [...at, name];
    const check = nodeAt(cluster.root, path);
    if (check?.kind !== 'map' || isUnsure(check)) continue;
    const says = check.entries.some(
      ({ key, value }) => key.kind === 'scalar' && key.text !== flag && (isWritten(value) || isUnsure(key)),
    );
    const related = [{ place: placeOf(own, own.nameNode ?? own.root), message: `${nameOf(own)} is defined here` }];
    if (isControlPlane && says && !isWritten(nodeAt(described, ['machineInfrastructure'])))
      yield {
        resource: cluster,
        node: shownAt(cluster.root, path),
        path,
        message: `${nameOf(cluster)} configures a health check for the control plane, but ${nameOf(own)} defines no control plane machines. Cluster API rejects the object. Remove the health check.`,
        related,
      };
    else if (!says && scalarAt(check, [flag])?.text === 'true' && !NAMES.some(([each]) => entryOf(described, each)))
      yield {
        resource: cluster,
        node: shownAt(cluster.root, [...path, flag]),
        path: [...path, flag],
        message: `${nameOf(cluster)} enables a health check that neither it nor ${nameOf(own)} configures. Cluster API rejects the object. Configure it in one of them, or disable it.`,
        related,
      };
  }
}
