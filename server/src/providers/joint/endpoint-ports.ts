import type { Fix } from '../../core/findings/finding.ts';
import { fixIn } from '../../core/fixes/fix.ts';
import { setField } from '../../core/fixes/set-field.ts';
import { writeScalar } from '../../core/fixes/write-scalar.ts';
import { portOf } from '../../core/objects/port.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import { entryOf, type NodePath, nodeAt, pathText, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import type { ClusterParts } from '../cluster-api/cluster-parts.ts';
import { DEFAULT_API_SERVER_PORT } from '../cluster-api/ports.ts';
import { endpointPaths, infrastructureKind, isChecked } from '../kamaji-control-plane/infrastructure-kinds.ts';
import { HIGHEST_KAMAJI_PORT } from '../kamaji-control-plane/ports.ts';
import { publishedEndpoints } from '../kamaji-control-plane/published-endpoint.ts';

/** One side of the comparison: the port, where it is written, and how to change it. */
export interface Side {
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

/** Returns the port that the provider expects in an infrastructure cluster; undefined if it is unknown or not compared. */
export function expectedPort(infrastructure: Resource): Side | undefined {
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

/** Returns the port that the Kamaji control plane provider publishes; undefined if it is unknown. */
export function publishedPort({ cluster, controlPlane }: Required<ClusterParts>): Side | undefined {
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
