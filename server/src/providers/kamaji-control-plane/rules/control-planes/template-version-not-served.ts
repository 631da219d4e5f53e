import type { Fix } from '../../../../core/findings/finding.ts';
import { fixAcross } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { ClusterClass } from '../../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER, KamajiControlPlaneTemplate } from '../../kinds.ts';
import { UNSERVED } from '../../served-versions.ts';

const OTHER: Readonly<Record<string, string>> = { v1alpha1: 'v1alpha2', v1alpha2: 'v1alpha1' };

/** Source: Cluster API, topology/cluster/util.go: templates are fetched in the version of the reference. */
export const templateVersionNotServed = defineRule({
  id: 'template-version-not-served',
  formerIds: ['unserved-template-version'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [ClusterClass],
  summary: 'A ClusterClass references a Kamaji control plane template in a version that is not served.',

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
      // Without the template and without a target release, either version can be served.
      if (releases && !template && view.releases(KAMAJI_CONTROL_PLANE_PROVIDER).length > 1) continue;
      const templateVersion = template && template.version !== version ? template.version : undefined;
      const served =
        OTHER[version] ?? templateVersion ?? (clusterClass.version === 'v1beta2' ? 'v1alpha2' : 'v1alpha1');
      yield {
        resource: clusterClass,
        node,
        path,
        ...(releases ? { releases } : {}),
        relatedVersions: template ? [template] : [],
        message: `Version ${version} of KamajiControlPlaneTemplate is not served. Cluster API fetches the template of ${nameOf(clusterClass)} in exactly this version and does not reconcile Clusters that use the class. Use ${served}.`,
        fixes: fixesOf(clusterClass, node, template?.version === version ? template : undefined, `${group}/${served}`),
      };
    }
  },
});

/** Changes the template too if the workspace contains it in the same version. */
function fixesOf(
  clusterClass: Resource,
  node: ScalarNode,
  template: Resource | undefined,
  apiVersion: string,
): readonly Fix[] {
  const versionNode = template && scalarAt(template.root, ['apiVersion']);
  return fixAcross(`Change to ${apiVersion}`, [
    { resource: clusterClass, change: writeScalar(node, apiVersion) },
    ...(template && versionNode ? [{ resource: template, change: writeScalar(versionNode, apiVersion) }] : []),
  ]);
}
