import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { Cluster } from '../../kinds.ts';
import { classOf } from '../../topology-class.ts';

const VERSION = ['spec', 'topology', 'version'];
const LISTED = ['spec', 'kubernetesVersions'];

/** Source: Cluster API, webhooks/admission/cluster.go: the webhook adds a missing v and compares the strings. */
export const versionNotInClass = defineRule({
  id: 'version-not-in-class',
  formerIds: ['unlisted-version'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [Cluster],
  summary: "A Cluster's topology sets a Kubernetes version that its ClusterClass does not list.",

  *check(cluster, view) {
    const clusterClass = classOf(cluster, view);
    const list = clusterClass && nodeAt(clusterClass.root, LISTED);
    const written = scalarAt(cluster.root, VERSION);
    if (!clusterClass || list?.kind !== 'sequence' || list.items.length === 0 || !written || isTemplate(written.text))
      return;
    const listed = list.items.flatMap((item) => (item.kind === 'scalar' && !isTemplate(item.text) ? [item.text] : []));
    const version = /^\d/.test(written.text) ? `v${written.text}` : written.text;
    // A templated item can have any value. Incomplete versions are reported by other rules.
    if (listed.length < list.items.length || !/^v\d+\.\d+\.\d+/.test(version) || listed.includes(version)) return;
    yield {
      resource: cluster,
      node: written,
      path: VERSION,
      message: `Kubernetes ${version} of ${nameOf(cluster)} is not one of the versions of ${nameOf(clusterClass)} (${listed.join(', ')}). Cluster API rejects the object. Use one of them, or add the version to the class.`,
      related: [
        {
          place: placeOf(clusterClass, list.items[0] ?? list),
          message: `${nameOf(clusterClass)} lists the versions here.`,
        },
      ],
      fixes: nearestTo(version, listed).flatMap((near) =>
        fixIn(`Change to ${near}`, cluster, writeScalar(written, near)),
      ),
    };
  },
});
