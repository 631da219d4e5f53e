import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { apiServerPort, konnectivityPort, publishersOf, type ServicePort } from '../../service-ports.ts';

const FIRST = 30000;
const LAST = 32767;

/** Source: Kamaji, k8s_service_resource.go and konnectivity/service_resource.go, all releases; issue 322. */
export const nodePortOutOfRange = defineRule({
  id: 'node-port-out-of-range',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster, TenantControlPlane],
  summary: 'A control plane behind a node port has a port that a cluster does not hand out to Services by default.',

  *check(resource, view) {
    const found = publishersOf(resource, view);
    const type = found && tenantScalar(found.controlPlane, 'serviceType');
    if (!found || type?.text !== 'NodePort' || !view.isWhole(found.controlPlane) || !view.isWhole(resource)) return;
    const ports = [apiServerPort(found.holder), konnectivityPort(found.controlPlane)];
    for (const each of ports)
      if (each && (each.port < FIRST || each.port > LAST))
        yield {
          resource: each.resource,
          node: each.node,
          path: each.path,
          message: `${nameOf(found.controlPlane)} is behind a node port, and Kamaji asks for the same number as ${what(each)}: ${shown(each)} is refused, unless the cluster that runs Kamaji hands out other node ports than ${FIRST}–${LAST}. Set ${pathText(each.path)} within that range.`,
          related: [{ place: placeOf(found.controlPlane, type), message: 'The Service is of type NodePort.' }],
        };
  },
});

function what({ name }: ServicePort): string {
  return name === 'kube-apiserver' ? 'the port of the API server' : 'the port of konnectivity';
}

function shown({ port, isDefault }: ServicePort): string {
  return isDefault ? `${port}, the default,` : String(port);
}
