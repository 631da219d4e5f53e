import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { portOf } from '../../../../core/objects/port.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { entryOf, type NodePath, nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { type ClusterParts, controlPlaneOf, infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../../cluster-api/ports.ts';
import {
  endpointPaths,
  infrastructureKind,
  isChecked,
  mustMatch,
} from '../../../kamaji-control-plane/infrastructure-kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../../kamaji-control-plane/kinds.ts';
import { HIGHEST_KAMAJI_PORT } from '../../../kamaji-control-plane/ports.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

/** Source: as for endpoint-host-mismatch. The provider compares ports as numbers. */
export const endpointPortMismatch = defineRule({
  id: 'endpoint-port-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster and the Kamaji control plane have different endpoint ports.',

  check: alsoInTopology(function* (cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    const infrastructure = infrastructureOf(cluster, view);
    if (!controlPlane || !infrastructure || !mustMatch(infrastructure)) return;
    const expected = expectedPort(infrastructure);
    const published = publishedPort({ cluster, controlPlane, infrastructure });
    if (!expected || !published || expected.port === published.port) return;
    const outdated = published.before012 === expected.port;
    const why = isChecked(infrastructure.kind)
      ? ''
      : `A webhook of ${infrastructure.kind} rejects the change when the Kamaji provider writes the published port. `;
    const outcome = `${why}${outdated ? 'With Kamaji provider v0.12.0 and later, ' : ''}${nameOf(cluster)} never becomes ready.`;
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
          message: `API server port mismatch: ${here.description}, but ${there.description}. ${outcome}`,
          related: there.node ? [{ place: placeOf(there.resource, there.node), message: `${there.description}.` }] : [],
          fixes: here === expected ? fixes : fixes.toReversed(),
          relatedVersions: [controlPlane, infrastructure],
          ...(outdated ? { releases: SINCE_INGRESS } : {}),
          ...(isChecked(infrastructure.kind) ? {} : { severity: 'warning' }),
        } satisfies Report;
  }),
});

/** One side of the comparison: the port, where it is written, and how to change it. */
interface Side {
  readonly resource: Resource;
  readonly port: number;
  /** The node to underline: the port, or the key of the nearest parent if no port is set. */
  readonly node: Node | undefined;
  readonly path: NodePath;
  /** The object and its port: `Metal3Cluster "edge" expects 6443`. */
  readonly description: string;
  readonly take: (port: number) => readonly Fix[];
  /** The port that provider releases before v0.12.0 publish instead, since they do not read the Ingress. */
  readonly before012?: number;
}

function expectedPort(infrastructure: Resource): Side | undefined {
  const paths = endpointPaths(infrastructure);
  // Another rule reports a missing host.
  if (!paths || !scalarAt(infrastructure.root, paths.host)?.text) return undefined;
  const path = paths.port;
  const port = portOf(nodeAt(infrastructure.root, path));
  // The provider can add a missing port to the kinds that it writes.
  if (port === 'unknowable' || (port === 'unset' && !isChecked(infrastructure.kind))) return undefined;
  const { defaultPort } = infrastructureKind(infrastructure.kind) ?? {};
  const hasNone = port === 'unset' && defaultPort === undefined;
  return {
    resource: infrastructure,
    // The provider reads a missing port as 0.
    port: port === 'unset' ? (defaultPort ?? 0) : port,
    node: nodeOrKey(infrastructure, path),
    path,
    description: `${nameOf(infrastructure)} ${hasNone ? 'does not set a port' : `expects ${shown(port)}`}`,
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
    description: `${nameOf(controlPlane)} publishes ${port} (${field}${node.text.endsWith(`:${port}`) ? '' : ' has no port'})`,
    take: (to) =>
      to === 0
        ? []
        : fixIn(
            `Change port in ${String(path.at(-1))} of ${nameOf(controlPlane)} to ${to}`,
            controlPlane,
            writeScalar(node, write({ port: to })),
          ),
    ...(path.includes('ingress') && byCluster ? { before012: byCluster.port } : {}),
  };
}

const SINCE_INGRESS = [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.12.0' }];

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
    description: `${nameOf(cluster)} publishes ${shown(port)} (spec.clusterNetwork.apiServerPort)`,
    take: (to) => setPort(cluster, path, to),
  };
}

/** Returns no fix for a missing port or for one that the provider cannot read. */
function setPort(resource: Resource, path: readonly string[], to: number): readonly Fix[] {
  if (to === 0 || to > HIGHEST_KAMAJI_PORT) return [];
  return fixIn(`Set ${path.at(-1)} of ${nameOf(resource)} to ${to}`, resource, setField(resource.document, path, to));
}

function shown(port: number | 'unset'): string {
  return port === 'unset' ? `${DEFAULT_API_SERVER_PORT} by default` : String(port);
}

/** Returns the value at `path`, or the key of its nearest parent. */
function nodeOrKey(resource: Resource, path: readonly string[]): Node | undefined {
  const value = nodeAt(resource.root, path);
  if (value && value.span.end > value.span.start) return value;
  for (let depth = path.length; depth > 0; depth--) {
    const entry = entryOf(nodeAt(resource.root, path.slice(0, depth - 1)), path[depth - 1] ?? '');
    if (entry) return entry.key;
  }
  return undefined;
}
