import { ipPoolOf } from '../resources/ip-pool.ts';
import { isPool } from '../resources/pools-of.ts';
import { publishedEndpoints } from '../resources/published-endpoint.ts';
import type { Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import type { View } from '../rules/rule.ts';
import { entryOf, nodeAt, scalarAt } from '../syntax/lookup.ts';

/** A value that counts at a place and is not written there. */
export interface Hint {
  /** In the document. */
  readonly offset: number;
  readonly label: string;
  /** Where it comes from, as a sentence. */
  readonly from: string;
}

type Asks = Pick<View, 'resolve'>;

/** What an object leaves to a default, takes from another object, or makes of what it says. */
export function hintsOf(resource: Resource, asks: Asks): readonly Hint[] {
  if (resource.broken) return [];
  return [...defaultPort(resource), ...endpoints(resource, asks), ...poolSize(resource)].filter(
    ({ offset }) => offset >= 0,
  );
}

/** Source: the Kamaji provider and CAPM3 take 6443 where a Cluster says nothing. */
function defaultPort({ kind, group, root, document }: Resource): readonly Hint[] {
  if (kind !== 'Cluster' || group !== 'cluster.x-k8s.io') return [];
  const entry = entryOf(nodeAt(root, ['spec']), 'clusterNetwork');
  if (entry?.value.kind !== 'map' || entry.value.flow || entry.value.alias) return [];
  if (entryOf(entry.value, 'apiServerPort')) return [];
  const from = 'apiServerPort is 6443 where a Cluster does not say another.';
  return [{ offset: behindColon(document.text, entry.key.span.end), label: 'apiServerPort: 6443', from }];
}

/** The endpoint of what a Cluster refers to, beside the names. */
function endpoints(cluster: Resource, asks: Asks): readonly Hint[] {
  if (cluster.kind !== 'Cluster' || cluster.group !== 'cluster.x-k8s.io') return [];
  return cluster.references.flatMap((reference) => {
    const resolution = asks.resolve(cluster, reference);
    if (resolution.kind !== 'object' || reference.nameNode.alias) return [];
    const { resource } = resolution;
    const label = endpointOf(resource);
    const from = `Where ${resource.kind} "${resource.name}" says that the API server is.`;
    return label === undefined ? [] : [{ offset: reference.nameNode.span.end, label, from }];
  });
}

function endpointOf(resource: Resource): string | undefined {
  if (resource.kind === 'KamajiControlPlane') {
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

function poolSize(pool: Resource): readonly Hint[] {
  if (!isPool(pool)) return [];
  const { entries, isKnown } = ipPoolOf(pool);
  const key = entryOf(nodeAt(pool.root, ['spec']), 'pools');
  if (key?.value.kind !== 'sequence' || key.value.flow || !isKnown) return [];
  if (entries.length === 0 || entries.some(({ range }) => !range)) return [];
  const size = entries.reduce((sum, { range }) => sum + (range ? range.last - range.first + 1n : 0n), 0n);
  // Of a whole IPv6 network nobody counts the addresses.
  if (size > 1n << 24n) return [];
  const label = size === 1n ? '1 address' : `${size} addresses`;
  return [
    {
      offset: behindColon(pool.document.text, key.key.span.end),
      label,
      from: 'What the ranges of the pool hold together.',
    },
  ];
}

function behindColon(text: string, at: number): number {
  return text[at] === ':' ? at + 1 : -1;
}
