import type { Fix } from '../../../../core/findings/finding.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
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

/** Ports that containers of the control plane's pod listen on. Source: Kamaji, konnectivity_server.go and deployment.go. */
const IN_THE_POD: ReadonlyMap<number, string> = new Map([
  [8133, 'the administration of konnectivity'],
  [8134, 'the health check of konnectivity'],
  [10257, 'the controller manager'],
  [10259, 'the scheduler'],
]);

/** Source: Kamaji, k8s_service_resource.go; that ports of a Service differ in number and name is Kubernetes' own rule. */
export const sharedServicePort = defineRule({
  id: 'shared-service-port',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster, KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'Two ports of the Service that publishes a control plane have the same number or name.',

  *check(resource, view) {
    if (isKind(resource, Cluster)) {
      const found = publishersOf(resource, view);
      const api = found && apiServerPort(resource);
      if (!api) return;
      const others = [konnectivityPort(found.controlPlane), ...additionalPorts(found.controlPlane)];
      for (const other of others) if (other && isSame(api, other)) yield clash(other, api);
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
    const user = konnectivity && IN_THE_POD.get(konnectivity.port);
    if (konnectivity && user)
      yield {
        ...at(konnectivity),
        severity: 'warning',
        message: `Konnectivity of ${nameOf(resource)} is to listen on port ${konnectivity.port}, which ${user} has in the same pod: one of the two never starts. Choose another port.`,
      };
  },
});

/** Names of ports that Kamaji gives itself. */
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
  const what = isSame(port, other)
    ? `have the number ${port.port}, ${port.name || 'this one'} and ${other.name || 'another'}`
    : `are called "${port.name}"`;
  return {
    ...at(port),
    message: `Two ports of the Service of ${nameOf(port.resource)} ${what}: Kubernetes refuses the Service, and the control plane is never published. Change one.`,
    related: [
      {
        place: placeOf(other.resource, other.node),
        message: `The other is ${other.name || 'here'}${other.isDefault ? `, ${other.port} by default` : ''}.`,
      },
    ],
  };
}

function reserved(port: ServicePort): Report {
  return {
    ...at(port),
    message: `A port of the Service of ${nameOf(port.resource)} is called "${port.name}", as Kamaji calls one of its own: Kubernetes refuses the Service, and the control plane is never published. Choose another name.`,
  };
}
