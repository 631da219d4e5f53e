import type { Fix } from '../../../../core/findings/finding.ts';
import { fixAcross } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import type { ReleaseRange } from '../../../../core/schemas/release-range.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { ClusterClass } from '../../../cluster-api/kinds.ts';
import { KamajiControlPlaneTemplate } from '../../kinds.ts';

const PROVIDER = 'cluster-api-control-plane-provider-kamaji';

/** The releases that do not serve a version of the kind; a version that is not here is served by none. */
const UNSERVED: Readonly<Record<string, readonly ReleaseRange[]>> = {
  v1alpha1: [{ provider: PROVIDER, from: 'v0.20.0' }],
  v1alpha2: [{ provider: PROVIDER, until: 'v0.19' }],
};

const OTHER: Readonly<Record<string, string>> = { v1alpha1: 'v1alpha2', v1alpha2: 'v1alpha1' };

/** Source: Cluster API, topology/cluster/util.go: templates are fetched as they are written, unlike a Cluster's parts. */
export const templateVersionNotServed = defineRule({
  id: 'template-version-not-served',
  formerIds: ['unserved-template-version'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [ClusterClass],
  summary: 'A ClusterClass names the template of a Kamaji control plane in a version that is not served.',

  *check(clusterClass, view) {
    for (const reference of clusterClass.references) {
      if (!isKind(reference.target, KamajiControlPlaneTemplate)) continue;
      const path = [...reference.path.slice(0, -1), 'apiVersion'];
      const node = scalarAt(clusterClass.root, path);
      const [group, version] = node?.text.split('/') ?? [];
      if (!node || group !== reference.target.group || !version || !/^v\d\w*$/.test(version)) continue;
      const found = view.resolve(clusterClass, reference);
      const template = found.kind === 'object' ? found.resource : undefined;
      const releases = UNSERVED[version];
      // Without the template, and without a release, either version may be the one that is served.
      if (releases && !template && view.releases(PROVIDER).length > 1) continue;
      const guess = template && template.version !== version ? template.version : undefined;
      const meant = OTHER[version] ?? guess ?? (clusterClass.version === 'v1beta2' ? 'v1alpha2' : 'v1alpha1');
      yield {
        resource: clusterClass,
        node,
        path,
        ...(releases ? { releases } : {}),
        concerns: template ? [template] : [],
        message: `${nameOf(clusterClass)} names its control plane's template in version ${version}, which is not served, and Cluster API fetches it as it is written: no Cluster of the class is ever made. Name it as ${meant}.`,
        fixes: fixesOf(clusterClass, node, template?.version === version ? template : undefined, `${group}/${meant}`),
      };
    }
  },
});

/** The template itself is in the same version where it stands beside, and goes along. */
function fixesOf(
  clusterClass: Resource,
  node: ScalarNode,
  template: Resource | undefined,
  meant: string,
): readonly Fix[] {
  const own = template && scalarAt(template.root, ['apiVersion']);
  return fixAcross(`Change to ${meant}`, [
    { resource: clusterClass, change: writeScalar(node, meant) },
    ...(template && own ? [{ resource: template, change: writeScalar(own, meant) }] : []),
  ]);
}
