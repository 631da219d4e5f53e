import { isUnsure, isWritten } from '../../../../core/facts/field-values.ts';
import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { statesKind } from '../../../../core/objects/references.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt } from '../../../../core/syntax/lookup.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { secondsOf } from '../../../../core/validation/go-duration.ts';
import { Metal3Cluster, Metal3ClusterTemplate } from '../../../metal3/kinds.ts';
import { infrastructureReference } from '../../cluster-parts.ts';
import { Cluster, ClusterClass, MachineHealthCheck } from '../../kinds.ts';
import { classOf } from '../../topology-class.ts';

/** The default of Cluster API, and the shortest time that is not reported. */
const DEFAULT_SECONDS = 600;

/** Cluster API rejects shorter times, which another rule reports. 0 disables the check. */
const REJECTED_BELOW = 30;

/**
 * Source: Cluster API, machinehealthcheck_targets.go: a machine without a node after the timeout is remediated.
 * Provisioning of a bare-metal host takes 20 to 60 minutes.
 */
export const shortStartupTimeout = defineRule({
  id: 'short-startup-timeout',
  severity: 'info',
  effect: 'wrong',
  by: 'controller',
  on: [MachineHealthCheck, ClusterClass, Cluster],
  summary: 'A health check deletes bare-metal machines before their provisioning can finish.',

  *check(resource, view) {
    if (!view.isComplete(resource) || !isOnMetal3(resource, view)) return;
    for (const at of healthChecksIn(resource)) {
      const fields = resource.version === 'v1beta2' ? [...FIELDS].reverse() : FIELDS;
      const field = fields.find((each) => isWritten(nodeAt(resource.root, [...at, ...each]))) ?? fields[0] ?? [];
      const path = [...at, ...field];
      // A topology that does not set the time has that of the class.
      if (isKind(resource, Cluster) && !isWritten(nodeAt(resource.root, path))) continue;
      const seconds = timeoutAt(resource, path);
      if (seconds === undefined || seconds < REJECTED_BELOW || seconds > DEFAULT_SECONDS) continue;
      const minutes = Math.round(seconds / 6) / 10;
      yield {
        resource,
        node: reportedNode(resource.root, path),
        path,
        message: `${isKind(resource, MachineHealthCheck) ? '' : 'A health check of '}${nameOf(resource)} remediates machines without a node after ${minutes} minutes, but provisioning a bare-metal host takes 20 to 60 minutes. Machines are deleted before they join. Set ${fields[0]?.join('.')} to a longer time.`,
      };
    }
  },
});

/** The field in v1beta1 and v1beta2. Both are read in each version, because manifests mix them. */
const FIELDS: readonly (readonly string[])[] = [['nodeStartupTimeout'], ['checks', 'nodeStartupTimeoutSeconds']];

function isOnMetal3(resource: Resource, view: View): boolean {
  if (isKind(resource, Cluster)) {
    const found = classOf(resource, view);
    return found !== undefined && isOnMetal3(found, view);
  }
  if (isKind(resource, ClusterClass))
    return ['ref', 'templateRef'].some((key) =>
      statesKind(nodeAt(resource.root, ['spec', 'infrastructure', key]), Metal3ClusterTemplate),
    );
  return resource.references.some((reference) => {
    const found = isKind(reference.target, Cluster) ? view.resolve(resource, reference) : undefined;
    const infrastructure = found?.kind === 'object' ? infrastructureReference(found.resource) : undefined;
    return infrastructure !== undefined && isKind(infrastructure.target, Metal3Cluster);
  });
}

/** Returns the paths of the health checks: the spec of a MachineHealthCheck, and those of the parts of a class or topology. */
function healthChecksIn(resource: Resource): readonly NodePath[] {
  const { root } = resource;
  if (isKind(resource, MachineHealthCheck)) return [['spec']];
  const spec = isKind(resource, Cluster) ? ['spec', 'topology'] : ['spec'];
  const workers = nodeAt(root, [...spec, 'workers', 'machineDeployments']);
  const parts: readonly NodePath[] = [
    [...spec, 'controlPlane'],
    ...(workers?.kind === 'sequence' ? workers.items : []).map(
      (_, index): NodePath => [...spec, 'workers', 'machineDeployments', index],
    ),
  ];
  return parts.flatMap((part) =>
    ['healthCheck', 'machineHealthCheck']
      .filter((key) => entryOf(nodeAt(root, part), key))
      .map((key) => [...part, key]),
  );
}

/** Returns the timeout, or the default if it is not set; undefined if it is unknown. */
function timeoutAt({ root }: Resource, path: NodePath): number | undefined {
  for (const length of path.keys()) {
    const parent = nodeAt(root, path.slice(0, length));
    if (parent && isUnsure(parent)) return undefined;
  }
  const node = nodeAt(root, path);
  if (!node || !isWritten(node)) return DEFAULT_SECONDS;
  if (node.kind !== 'scalar' || isUnsure(node)) return undefined;
  const value = readScalar(node);
  return value.type === 'integer' ? value.value : secondsOf(node);
}
