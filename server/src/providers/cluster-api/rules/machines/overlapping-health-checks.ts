import { isWritten } from '../../../../core/facts/field-values.ts';
import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { MAX_COMPARED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { clusterNameOf } from '../../cluster-name.ts';
import { MachineDeployment, MachineHealthCheck } from '../../kinds.ts';
import { areAmong, type Labels, labelsAt } from '../../selector.ts';

const SELECTOR = ['spec', 'selector'];
const LABELS = [...SELECTOR, 'matchLabels'];

/**
 * Source: Cluster API, docs/book, healthchecking.md, and issues 3057 and 3305: each machine is expected to have one health
 * check. Certain if one selector contains all labels of the other, or if workers in the workspace match both.
 */
export const overlappingHealthChecks = defineRule({
  id: 'overlapping-health-checks',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [MachineHealthCheck],
  summary: 'Two MachineHealthChecks select the same machines.',

  *check(healthCheck, view) {
    const cluster = clusterNameOf(healthCheck);
    const own = selectedLabels(healthCheck);
    if (!cluster || isTemplate(cluster) || !own || !view.isComplete(healthCheck)) return;
    const facet = { name: 'cluster', value: cluster } as const;
    for (const other of view.objectsOf(healthCheck, MachineHealthCheck, facet).slice(0, MAX_COMPARED)) {
      const others = selectedLabels(other);
      if (!others || other.name === healthCheck.name || other.namespace !== healthCheck.namespace) continue;
      // Reported once, at the health check with fewer labels.
      if (!isReportedHere([healthCheck, own], [other, others]) || !view.isComplete(other)) continue;
      const workers = areAmong(own, others) ? undefined : sharedWorkers(healthCheck, view, facet, [own, others]);
      if (!workers && !areAmong(own, others)) continue;
      const problem = workers
        ? `${nameOf(healthCheck)} and ${nameOf(other)} both select the machines of ${nameOf(workers)}`
        : `${nameOf(healthCheck)} selects all machines that ${nameOf(other)} selects`;
      yield {
        resource: healthCheck,
        node: reportedNode(healthCheck.root, LABELS),
        path: LABELS,
        message: `${problem}. Each counts and remediates them independently, so together they exceed the limits of both. Select different machines, or keep only one health check.`,
        related: [{ place: placeOf(other, reportedNode(other.root, LABELS)), message: `Selector of ${nameOf(other)}` }],
      };
      return;
    }
  },
});

/** Returns the labels that a machine must have; undefined if labels are not the only condition. */
function selectedLabels({ root }: Resource): Labels | undefined {
  if (isWritten(nodeAt(root, [...SELECTOR, 'matchExpressions'])) || nodeAt(root, LABELS)?.kind !== 'map')
    return undefined;
  return labelsAt(root, LABELS);
}

function isReportedHere(
  [one, own]: readonly [Resource, Labels],
  [other, others]: readonly [Resource, Labels],
): boolean {
  if (own.size !== others.size) return own.size < others.size;
  return (one.name ?? '') > (other.name ?? '');
}

function sharedWorkers(
  healthCheck: Resource,
  view: Parameters<NonNullable<typeof overlappingHealthChecks.check>>[1],
  facet: { readonly name: 'cluster'; readonly value: string },
  selectors: readonly Labels[],
): Resource | undefined {
  const kind = MachineDeployment;
  return view.objectsOf(healthCheck, kind, facet).find((workers) => {
    const labels = labelsAt(workers.root, ['spec', 'template', 'metadata', 'labels']);
    return labels && workers.namespace === healthCheck.namespace && selectors.every((each) => areAmong(each, labels));
  });
}
