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
  summary: 'A port of a NodePort Service is outside the default node port range.',

  *check(resource, view) {
    const found = publishersOf(resource, view);
    const type = found && tenantScalar(found.controlPlane, 'serviceType');
    if (!found || type?.text !== 'NodePort' || !view.isComplete(found.controlPlane) || !view.isComplete(resource))
      return;
    const ports = [apiServerPort(found.holder), konnectivityPort(found.controlPlane)];
    for (const each of ports)
      if (each && (each.port < FIRST || each.port > LAST))
        yield {
          resource: each.resource,
          node: each.node,
          path: each.path,
          message: `${title(each)} is outside the node port range ${FIRST}–${LAST}. Kamaji uses the same number for the node port of ${nameOf(found.controlPlane)}, and the management cluster rejects the Service unless its range differs. Set ${pathText(each.path)} in that range.`,
          related: [{ place: placeOf(found.controlPlane, type), message: 'The Service is of type NodePort.' }],
        };
  },
});

function title({ name, port, isDefault }: ServicePort): string {
  const server = name === 'kube-apiserver' ? 'API server' : 'Konnectivity';
  return `${server} port ${port}${isDefault ? ' (default)' : ''}`;
}
