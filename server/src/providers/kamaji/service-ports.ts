import { isKind } from '../../core/objects/group-kind.ts';
import { portOf } from '../../core/objects/port.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { controlPlaneOf } from '../cluster-api/cluster-parts.ts';
import { Cluster } from '../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../cluster-api/ports.ts';
import { tenantNode, tenantPath } from './control-plane-fields.ts';
import { TenantControlPlane } from './kinds.ts';

/** A port of the one Service that publishes a control plane. Source: Kamaji, k8s_service_resource.go and konnectivity/service_resource.go. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly resource: Resource;
  /** The port, or the key of the nearest parent if it is not set. */
  readonly node: Node;
  readonly path: NodePath;
  readonly isDefault: boolean;
}

const DEFAULT_KONNECTIVITY_PORT = 8132;

/** Returns the port of the API server, which is set in a TenantControlPlane or in the Cluster of a KamajiControlPlane. */
export function apiServerPort(holder: Resource): ServicePort | undefined {
  const path = isKind(holder, Cluster)
    ? ['spec', 'clusterNetwork', 'apiServerPort']
    : ['spec', 'networkProfile', 'port'];
  return portAt(holder, path, 'kube-apiserver', DEFAULT_API_SERVER_PORT);
}

/** Returns the port of the konnectivity server if the add-on is enabled. */
export function konnectivityPort(controlPlane: Resource): ServicePort | undefined {
  const addon = tenantNode(controlPlane, 'konnectivity');
  if (addon?.kind !== 'map') return undefined;
  const path = [...tenantPath(controlPlane, 'konnectivity'), 'server', 'port'];
  return portAt(controlPlane, path, 'konnectivity-server', DEFAULT_KONNECTIVITY_PORT);
}

export function additionalPorts(controlPlane: Resource): readonly ServicePort[] {
  const list = tenantNode(controlPlane, 'additionalPorts');
  if (list?.kind !== 'sequence') return [];
  return list.items.flatMap((item, index) => {
    const path = [...tenantPath(controlPlane, 'additionalPorts'), index, 'port'];
    const port = portOf(nodeAt(item, ['port']));
    const node = scalarAt(item, ['port']);
    if (typeof port !== 'number' || !node) return [];
    const name = scalarAt(item, ['name'])?.text ?? '';
    const protocol = scalarAt(item, ['protocol'])?.text || 'TCP';
    return [{ name, port, protocol, resource: controlPlane, node, path, isDefault: false }];
  });
}

/** Returns the object that sets the API server port, and the control plane: a Cluster with its Kamaji control plane, or a TenantControlPlane. */
export function publishersOf(
  resource: Resource,
  view: Pick<View, 'resolve'>,
): { holder: Resource; controlPlane: Resource } | undefined {
  if (isKind(resource, TenantControlPlane)) return { holder: resource, controlPlane: resource };
  const controlPlane = controlPlaneOf(resource, view);
  return controlPlane && { holder: resource, controlPlane };
}

function portAt(resource: Resource, path: readonly string[], name: string, byDefault: number): ServicePort | undefined {
  const written = nodeAt(resource.root, path);
  const port = portOf(written);
  if (port === 'unknowable') return undefined;
  return {
    name,
    port: port === 'unset' ? byDefault : port,
    protocol: 'TCP',
    resource,
    node: port === 'unset' || !written ? keyNearest(resource, path) : written,
    path,
    isDefault: port === 'unset',
  };
}

/** Returns the key of the nearest parent of a field. */
function keyNearest({ root }: Resource, path: readonly string[]): Node {
  for (let depth = path.length; depth > 0; depth--) {
    const entry = entryOf(nodeAt(root, path.slice(0, depth - 1)), path[depth - 1] ?? '');
    if (entry) return entry.key;
  }
  return root;
}

/** Returns a port that two Services have in common. */
export function commonPort(one: Resource, other: Resource, view: View): number | undefined {
  const otherPorts = portsOf(other, view);
  return portsOf(one, view).find(({ port, protocol }) =>
    otherPorts.some((each) => each.port === port && each.protocol === protocol),
  )?.port;
}

/** Returns the known ports of a Service. The API server port of a KamajiControlPlane is set in its Cluster. */
function portsOf(controlPlane: Resource, view: View): readonly ServicePort[] {
  const holder = isKind(controlPlane, TenantControlPlane) ? controlPlane : clusterOf(controlPlane, view);
  const ports = [holder && apiServerPort(holder), konnectivityPort(controlPlane)];
  return [...ports.flatMap((port) => port ?? []), ...additionalPorts(controlPlane)];
}

function clusterOf(controlPlane: Resource, view: View): Resource | undefined {
  return view
    .referrersTo(controlPlane)
    .find(({ resource }) => isKind(resource, Cluster) && controlPlaneOf(resource, view) === controlPlane)?.resource;
}
