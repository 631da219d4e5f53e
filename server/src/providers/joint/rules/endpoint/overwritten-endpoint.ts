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
  summary: 'An endpoint is written where the Kamaji provider writes its own over it.',

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
      message: `The Kamaji provider writes ${what} of ${nameOf(holder)} itself, over whatever stands there, and tools that apply the manifest write it back. Leave it out.`,
      fixes: fixIn(`Delete ${path.at(-1)}`, holder, removeAt(holder.document, path)),
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
  if (known.host)
    return isMeant(resource, known.host) ? { resource, path: known.host, what: 'the address' } : undefined;
  return isMeant(resource, [...ENDPOINT, 'host']) ? { resource, path: ENDPOINT, what: 'the endpoint' } : undefined;
}

/** With another cluster to run in, v0.20.0 cannot do without an endpoint that is written. */
function inControlPlane(resource: Resource): Written | undefined {
  if (!isMeant(resource, [...ENDPOINT, 'host'])) return undefined;
  if (nodeAt(resource.root, ['spec', 'deployment', 'externalClusterReference'])) return undefined;
  return { resource, path: ENDPOINT, what: 'the endpoint' };
}

/** Some kinds want a host to be there, and authors write one that says it is none. */
function isMeant(resource: Resource, path: readonly string[]): boolean {
  const host = scalarAt(resource.root, path)?.text ?? '';
  return host !== '' && host !== '0.0.0.0' && !isTemplate(host);
}
