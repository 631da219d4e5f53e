import { isUnsure } from '../../../../core/facts/field-values.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { Cluster } from '../../kinds.ts';
import { classOf, namedItems, WORKER_LISTS } from '../../topology-class.ts';

/** Source: Cluster API, internal/topology/check/compatibility.go: each class of workers must be one of the ClusterClass. */
export const unknownWorkerClass = defineRule({
  id: 'unknown-worker-class',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [Cluster],
  summary: "A Cluster's topology uses a worker class that its ClusterClass does not define.",

  *check(cluster, view) {
    const clusterClass = classOf(cluster, view);
    const workers = clusterClass && nodeAt(clusterClass.root, ['spec', 'workers']);
    if (!clusterClass || (workers && isUnsure(workers))) return;
    for (const list of WORKER_LISTS) {
      const classes = namedItems(clusterClass.root, ['spec', 'workers', list], 'class')?.map(
        ({ nameNode }) => nameNode.text,
      );
      if (!classes) continue;
      for (const item of namedItems(cluster.root, ['spec', 'topology', 'workers', list], 'class') ?? []) {
        const written = item.nameNode;
        if (classes.includes(written.text)) continue;
        const meant = classes.length === 1 ? classes : nearestTo(written.text, classes);
        const remedy =
          classes.length === 0
            ? 'Define it in the class, or remove these workers.'
            : `Available: ${classes.join(', ')}.`;
        yield {
          resource: cluster,
          node: written,
          path: [...item.path, 'class'],
          message: `Unknown worker class "${written.text}": ${nameOf(clusterClass)} does not define it in workers.${list}. Cluster API rejects ${nameOf(cluster)}. ${remedy}`,
          related: [
            {
              place: placeOf(clusterClass, clusterClass.nameNode ?? clusterClass.root),
              message: `${nameOf(clusterClass)} is defined here.`,
            },
          ],
          fixes: meant.flatMap((name) => fixIn(`Change to ${name}`, cluster, writeScalar(written, name))),
        };
      }
    }
  },
});
