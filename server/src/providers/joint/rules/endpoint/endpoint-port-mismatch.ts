import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { portOf } from '../../../../core/objects/port.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { type ClusterParts, partsOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../../cluster-api/ports.ts';
import { infrastructureKind } from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { HIGHEST_KAMAJI_PORT } from '../../../kamaji-control-plane/ports.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

/** Source: as for endpoint-host-mismatch; ports are compared as numbers. */
export const endpointPortMismatch = defineRule({
  id: 'endpoint-port-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster expects the API server at another port than the one where Kamaji publishes it.',

  *check(cluster, view) {
    const { controlPlane, infrastructure } = partsOf(cluster, view);
    if (!controlPlane || !infrastructure) return;
    const expected = expectedPort(infrastructure);
    const published = publishedPort({ cluster, controlPlane, infrastructure });
    if (!expected || !published || expected.port === published.port) return;
    const outdated = published.before012 === expected.port;
    const outcome = `${outdated ? 'From v0.12.0 of the Kamaji provider on, ' : ''}${nameOf(cluster)} waits for ever: make the two ports equal.`;
    const fixes = [...expected.take(published.port), ...published.take(expected.port)];
    for (const [here, there] of [
      [expected, published],
      [published, expected],
    ] as const)
      if (here.node)
        yield {
          resource: here.resource,
          node: here.node,
          path: here.path,
          message: `${here.says(API_SERVER)}, but ${there.says('it')}. ${outcome}`,
          related: there.node
            ? [{ place: placeOf(there.resource, there.node), message: `${there.says(API_SERVER)}.` }]
            : [],
          fixes: here === expected ? fixes : fixes.toReversed(),
          concerns: [controlPlane, infrastructure],
          ...(outdated ? { releases: SINCE_INGRESS } : {}),
        } satisfies Report;
  },
});

const API_SERVER = 'the API server';

/** One side of the comparison: the port, where it is written, and how to change it. */
interface Side {
  readonly resource: Resource;
  readonly port: number;
  /** What to underline: the port, or the key nearest to where it would stand. */
  readonly node: Node | undefined;
  readonly path: NodePath;
  /** What this side holds, `what` being “the API server” where it is named for the first time. */
  readonly says: (what: string) => string;
  readonly take: (port: number) => readonly Fix[];
  /** What releases before v0.12.0 publish instead, which did not look at the ingress. */
  readonly before012?: number;
}

function expectedPort(infrastructure: Resource): Side | undefined {
  const path = ['spec', 'controlPlaneEndpoint', 'port'];
  // Without a host there is no endpoint to compare, which is a finding of its own.
  if (!scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host'])) return undefined;
  const port = portOf(nodeAt(infrastructure.root, path));
  if (port === 'unknowable') return undefined;
  const { defaultPort } = infrastructureKind(infrastructure.kind) ?? {};
  const hasNone = port === 'unset' && defaultPort === undefined;
  return {
    resource: infrastructure,
    // The provider reads a port that is not there as 0, which no port is equal to.
    port: port === 'unset' ? (defaultPort ?? 0) : port,
    node: nodeOrKey(infrastructure, path),
    path,
    says: (what) =>
      `${nameOf(infrastructure)} ${hasNone ? `gives ${what} no port` : `expects ${what} at port ${shown(port)}`}`,
    take: (to) => setPort(infrastructure, path, to),
  };
}

function publishedPort({ cluster, controlPlane }: Required<ClusterParts>): Side | undefined {
  const { current } = publishedEndpoints(controlPlane);
  const byCluster = clusterPort(cluster);
  if (current?.port === undefined) return hasHostname(controlPlane) ? undefined : byCluster;
  const { node, path, port, write } = current;
  const field = pathText(path);
  return {
    resource: controlPlane,
    port,
    node,
    path,
    says: (what) =>
      `${nameOf(controlPlane)} publishes ${what} at port ${port} (${field}${node.text.endsWith(`:${port}`) ? '' : ' without a port'})`,
    take: (to) =>
      to === 0
        ? []
        : fixIn(
            `Set port in ${String(path.at(-1))} of ${nameOf(controlPlane)} to ${to}`,
            controlPlane,
            writeScalar(node, write({ port: to })),
          ),
    ...(path.includes('ingress') && byCluster ? { before012: byCluster.port } : {}),
  };
}

const SINCE_INGRESS = [{ provider: 'cluster-api-control-plane-provider-kamaji', from: 'v0.12.0' }];

function hasHostname(controlPlane: Resource): boolean {
  return ['ingress', 'gateway'].some(
    (by) => scalarAt(controlPlane.root, ['spec', 'network', by, 'hostname']) !== undefined,
  );
}

function clusterPort(cluster: Resource): Side | undefined {
  const path = ['spec', 'clusterNetwork', 'apiServerPort'];
  const port = portOf(nodeAt(cluster.root, path));
  if (port === 'unknowable') return undefined;
  return {
    resource: cluster,
    port: port === 'unset' ? DEFAULT_API_SERVER_PORT : port,
    node: nodeOrKey(cluster, path),
    path,
    says: (what) =>
      `${nameOf(cluster)} has ${what} published at port ${shown(port)} (spec.clusterNetwork.apiServerPort)`,
    take: (to) => setPort(cluster, path, to),
  };
}

/** None where the port is none, or one that the provider cannot read: it would trade one fault for another. */
function setPort(resource: Resource, path: readonly string[], to: number): readonly Fix[] {
  if (to === 0 || to > HIGHEST_KAMAJI_PORT) return [];
  return fixIn(`Set ${path.at(-1)} of ${nameOf(resource)} to ${to}`, resource, setField(resource.document, path, to));
}

function shown(port: number | 'unset'): string {
  return port === 'unset' ? `${DEFAULT_API_SERVER_PORT}, the default` : String(port);
}

/** The value at `path`, or the key of the last map on the way to it. */
function nodeOrKey(resource: Resource, path: readonly string[]): Node | undefined {
  const value = nodeAt(resource.root, path);
  if (value && value.span.end > value.span.start) return value;
  for (let depth = path.length; depth > 0; depth--) {
    const entry = entryOf(nodeAt(resource.root, path.slice(0, depth - 1)), path[depth - 1] ?? '');
    if (entry) return entry.key;
  }
  return undefined;
}
