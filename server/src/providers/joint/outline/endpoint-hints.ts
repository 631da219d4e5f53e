import { isKind } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { isTemplate } from '../../../core/objects/template-text.ts';
import { afterColon, type Hint, type HintInput } from '../../../core/outline/hints.ts';
import { entryOf, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { Cluster } from '../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../cluster-api/ports.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { publishedEndpoints } from '../../kamaji-control-plane/published-endpoint.ts';

/** Shows the default port of a Cluster. Source: the Kamaji provider and CAPM3 use 6443 if a Cluster sets none. */
export function defaultPortHints(resource: Resource): readonly Hint[] {
  if (!isKind(resource, Cluster)) return [];
  const entry = entryOf(nodeAt(resource.root, ['spec']), 'clusterNetwork');
  if (entry?.value.kind !== 'map' || entry.value.flow || entry.value.alias) return [];
  const offset = afterColon(resource, entry.key.span.end);
  if (offset === undefined || entryOf(entry.value, 'apiServerPort')) return [];
  const port = DEFAULT_API_SERVER_PORT;
  return [
    { offset, label: `→ apiServerPort ${port} (default)`, origin: `apiServerPort is not set and defaults to ${port}.` },
  ];
}

/** Shows the endpoint of the objects that a Cluster refers to, next to their names. */
export function endpointHints(cluster: Resource, input: HintInput): readonly Hint[] {
  if (!isKind(cluster, Cluster)) return [];
  return cluster.references.flatMap((reference) => {
    const resolution = input.resolve(cluster, reference);
    if (resolution.kind !== 'object' || reference.nameNode.alias) return [];
    const { resource } = resolution;
    const endpoint = endpointOf(resource);
    const origin = `The API server endpoint in ${resource.kind} "${resource.name}".`;
    return endpoint === undefined ? [] : [{ offset: reference.nameNode.span.end, label: `→ ${endpoint}`, origin }];
  });
}

function endpointOf(resource: Resource): string | undefined {
  if (isKind(resource, KamajiControlPlane)) {
    const endpoint = publishedEndpoints(resource).current;
    return endpoint && join(endpoint.host, endpoint.port === undefined ? undefined : String(endpoint.port));
  }
  const host = scalarAt(resource.root, ['spec', 'controlPlaneEndpoint', 'host'])?.text;
  return host && join(host, scalarAt(resource.root, ['spec', 'controlPlaneEndpoint', 'port'])?.text);
}

function join(host: string, port: string | undefined): string | undefined {
  if (isTemplate(host) || (port !== undefined && isTemplate(port))) return undefined;
  const written = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? host : `${written}:${port}`;
}
