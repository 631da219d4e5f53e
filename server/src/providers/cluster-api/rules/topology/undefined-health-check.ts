import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { Cluster } from '../../kinds.ts';
import { classOf, namedItems, WORKER_LISTS } from '../../topology-class.ts';

/** The names of a health check and of the field that enables it, in v1beta1 and v1beta2. */
const NAMES = [
  ['machineHealthCheck', 'enable'],
  ['healthCheck', 'enabled'],
] as const;

/**
 * Source: Cluster API, webhooks/admission/cluster.go, validateMachineHealthChecks: a health check requires machines, and an
 * enabled one must be configured in the topology or in its class.
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
    const clusterClass = classOf(cluster, view);
    if (!clusterClass) return;
    yield* checkAt(cluster, clusterClass, ['spec', 'topology', 'controlPlane'], ['spec', 'controlPlane'], true);
    for (const list of WORKER_LISTS) {
      const classes = namedItems(clusterClass.root, ['spec', 'workers', list], 'class') ?? [];
      for (const item of namedItems(cluster.root, ['spec', 'topology', 'workers', list], 'class') ?? []) {
        const described = classes.find(({ nameNode }) => nameNode.text === item.nameNode.text);
        if (described) yield* checkAt(cluster, clusterClass, item.path, described.path, false);
      }
    }
  },
});

function* checkAt(
  cluster: Resource,
  clusterClass: Resource,
  at: NodePath,
  inClass: NodePath,
  isControlPlane: boolean,
): Iterable<Report> {
  const described = nodeAt(clusterClass.root, inClass);
  if (described?.kind !== 'map' || isUnsure(described)) return;
  for (const [name, flag] of NAMES) {
    const path = [...at, name];
    const check = nodeAt(cluster.root, path);
    if (check?.kind !== 'map' || isUnsure(check)) continue;
    const isConfigured = check.entries.some(
      ({ key, value }) => key.kind === 'scalar' && key.text !== flag && (isWritten(value) || isUnsure(key)),
    );
    const related = [
      {
        place: placeOf(clusterClass, clusterClass.nameNode ?? clusterClass.root),
        message: `${nameOf(clusterClass)} is defined here.`,
      },
    ];
    if (isControlPlane && isConfigured && !isWritten(nodeAt(described, ['machineInfrastructure'])))
      yield {
        resource: cluster,
        node: reportedNode(cluster.root, path),
        path,
        message: `${nameOf(cluster)} configures a health check for the control plane, but ${nameOf(clusterClass)} defines no control plane machines. Cluster API rejects the object. Remove the health check.`,
        related,
      };
    else if (
      !isConfigured &&
      scalarAt(check, [flag])?.text === 'true' &&
      !NAMES.some(([each]) => entryOf(described, each))
    )
      yield {
        resource: cluster,
        node: reportedNode(cluster.root, [...path, flag]),
        path: [...path, flag],
        message: `${nameOf(cluster)} enables a health check that neither it nor ${nameOf(clusterClass)} configures. Cluster API rejects the object. Configure it in one of them, or disable it.`,
        related,
      };
  }
}
