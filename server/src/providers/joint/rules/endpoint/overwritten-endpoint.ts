import { fixIn } from '../../../../core/fixes/fix.ts';
import { removeAt } from '../../../../core/fixes/remove-at.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { infrastructureOf, isKamajiCluster } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { infrastructureKind } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go; for its own kind v0.12.0 and later. */
export const overwrittenEndpoint = defineRule({
  id: 'overwritten-endpoint',
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster, KamajiControlPlane],
  summary: 'An endpoint that the Kamaji provider overwrites.',

  *check(resource, view) {
    const holder = isKind(resource, Cluster) ? infrastructureWith(resource, view) : resource;
    if (!holder || !setsHost(holder) || nodeAt(holder.root, EXTERNAL_CLUSTER)) return;
    const key = entryOf(nodeAt(holder.root, ['spec']), 'controlPlaneEndpoint')?.key;
    if (!key) return;
    yield {
      resource: holder,
      node: key,
      path: ENDPOINT,
      message: `The Kamaji provider overwrites the endpoint of ${nameOf(holder)}. Tools that apply the manifest again restore it, and the two values alternate. Remove it.`,
      fixes: fixIn('Remove controlPlaneEndpoint', holder, removeAt(holder.document, ENDPOINT)),
    };
  },
});

const ENDPOINT = ['spec', 'controlPlaneEndpoint'];

/** With externalClusterReference, v0.20.0 requires an endpoint in the manifest of a KamajiControlPlane. */
const EXTERNAL_CLUSTER = ['spec', 'deployment', 'externalClusterReference'];

/** Returns the infrastructure object of a Cluster if the Kamaji provider writes its endpoint. */
function infrastructureWith(cluster: Resource, view: View): Resource | undefined {
  const infrastructure = isKamajiCluster(cluster) ? infrastructureOf(cluster, view) : undefined;
  return infrastructure && infrastructureKind(infrastructure.kind)?.endpoint === 'written' ? infrastructure : undefined;
}

/** Some kinds require a host, and authors use `0.0.0.0` as a placeholder. */
function setsHost(resource: Resource): boolean {
  const host = scalarAt(resource.root, [...ENDPOINT, 'host'])?.text ?? '';
  return host !== '' && host !== '0.0.0.0' && !isTemplate(host);
}
