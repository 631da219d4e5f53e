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
    const written = isKind(resource, Cluster) ? inInfrastructure(resource, view) : inControlPlane(resource);
    if (!written) return;
    const { resource: holder, path, what } = written;
    const key = entryOf(nodeAt(holder.root, path.slice(0, -1)), path.at(-1) ?? '')?.key;
    if (!key) return;
    yield {
      resource: holder,
      node: key,
      path,
      message: `The Kamaji provider overwrites ${what} of ${nameOf(holder)}. Tools that apply the manifest again restore it, and the two values alternate. Remove it.`,
      fixes: fixIn(`Remove ${path.at(-1)}`, holder, removeAt(holder.document, path)),
    };
  },
});

interface Written {
  readonly resource: Resource;
  readonly path: readonly string[];
  readonly what: string;
}

const ENDPOINT = ['spec', 'controlPlaneEndpoint'];

function inInfrastructure(cluster: Resource, view: View): Written | undefined {
  if (!isKamajiCluster(cluster)) return undefined;
  const resource = infrastructureOf(cluster, view);
  const known = resource && infrastructureKind(resource.kind);
  if (!resource || known?.endpoint !== 'written') return undefined;
  return isEndpoint(resource, [...ENDPOINT, 'host']) ? { resource, path: ENDPOINT, what: 'the endpoint' } : undefined;
}

/** With externalClusterReference, v0.20.0 requires an endpoint in the manifest. */
function inControlPlane(resource: Resource): Written | undefined {
  if (!isEndpoint(resource, [...ENDPOINT, 'host'])) return undefined;
  if (nodeAt(resource.root, ['spec', 'deployment', 'externalClusterReference'])) return undefined;
  return { resource, path: ENDPOINT, what: 'the endpoint' };
}

/** Some kinds require a host, and authors use `0.0.0.0` as a placeholder. */
function isEndpoint(resource: Resource, path: readonly string[]): boolean {
  const host = scalarAt(resource.root, path)?.text ?? '';
  return host !== '' && host !== '0.0.0.0' && !isTemplate(host);
}
