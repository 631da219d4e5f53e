import type { Fix } from '../../../../core/findings/finding.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { TenantControlPlane } from '../../kinds.ts';
import {
  additionalPorts,
  apiServerPort,
  konnectivityPort,
  publishersOf,
  type ServicePort,
} from '../../service-ports.ts';

/** Ports that containers of the control plane pod listen on. Source: Kamaji, konnectivity_server.go and deployment.go. */
const POD_PORTS: ReadonlyMap<number, string> = new Map([
  [8133, 'the admin port of konnectivity'],
  [8134, 'the health port of konnectivity'],
  [10257, 'the controller manager'],
  [10259, 'the scheduler'],
]);

/** Source: Kamaji, k8s_service_resource.go; Kubernetes requires that ports of a Service differ in number and name. */
export const sharedServicePort = defineRule({
  id: 'shared-service-port',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster, KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'Two ports of a control plane Service have the same number or name.',

  *check(resource, view) {
    if (isKind(resource, Cluster)) {
      yield* checkCluster(resource, view);
      return;
    }
    const konnectivity = konnectivityPort(resource);
    const api = isKind(resource, TenantControlPlane) ? apiServerPort(resource) : undefined;
    const earlier: ServicePort[] = [api, konnectivity].flatMap((port) => port ?? []);
    if (api && konnectivity && isSame(api, konnectivity)) yield clash(konnectivity, api);
    for (const port of additionalPorts(resource)) {
      const other = earlier.find((each) => isSame(each, port)) ?? RESERVED.get(port.name);
      if (other === 'reserved') yield reserved(port);
      else {
        const named = other ?? earlier.find(({ name }) => name === port.name && name !== '');
        if (named) yield clash(port, named);
      }
      earlier.push(port);
    }
    const user = konnectivity && POD_PORTS.get(konnectivity.port);
    if (konnectivity && user)
      yield {
        ...at(konnectivity),
        severity: 'warning',
        message: `Konnectivity port ${konnectivity.port} of ${nameOf(resource)} conflicts with ${user} in the same pod. One of the two never starts. Choose another port.`,
      };
  },
});

/** Compares the port of the API server, which is set in the Cluster, with the ports in its control plane. */
const checkCluster = alsoInTopology(function* (cluster, view) {
  const found = publishersOf(cluster, view);
  const api = found && apiServerPort(cluster);
  if (!api) return;
  const others = [konnectivityPort(found.controlPlane), ...additionalPorts(found.controlPlane)];
  for (const other of others) if (other && isSame(api, other)) yield clash(other, api);
});

/** Names of the ports that Kamaji adds. */
const RESERVED: ReadonlyMap<string, 'reserved'> = new Map([
  ['kube-apiserver', 'reserved'],
  ['konnectivity-server', 'reserved'],
]);

function isSame(one: ServicePort, other: ServicePort): boolean {
  return one.port === other.port && one.protocol === other.protocol;
}

function at({ resource, node, path }: ServicePort): Omit<Report, 'message'> & { readonly fixes: readonly Fix[] } {
  return { resource, node, path, fixes: [] };
}

function clash(port: ServicePort, other: ServicePort): Report {
  const problem = isSame(port, other)
    ? `Port ${port.port} is used for both ${port.name || 'this port'} and ${other.name || 'another port'}`
    : `Two ports have the name "${port.name}"`;
  return {
    ...at(port),
    message: `${problem} in the Service of ${nameOf(port.resource)}. Kubernetes rejects the Service, and Kamaji never publishes the control plane. Change one of them.`,
    related: [
      {
        place: placeOf(other.resource, other.node),
        message: `The other port is ${other.name || 'here'}${other.isDefault ? `, ${other.port} by default` : ''}.`,
      },
    ],
  };
}

function reserved(port: ServicePort): Report {
  return {
    ...at(port),
    message: `Port name "${port.name}" is reserved by Kamaji. Kubernetes rejects the Service of ${nameOf(port.resource)}, and Kamaji never publishes the control plane. Choose another name.`,
  };
}
