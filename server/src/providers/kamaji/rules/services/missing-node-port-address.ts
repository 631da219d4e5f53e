import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { mayBePatched } from '../../../cluster-api/class-patches.ts';
import { infrastructureOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';

/** Source: Kamaji, tenantcontrolplane_funcs.go, all releases; issue 432, and issue 217 of the control plane provider. */
export const missingNodePortAddress = defineRule({
  id: 'missing-node-port-address',
  formerIds: ['node-port-without-address'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'A control plane with a NodePort Service has no address.',

  *check(controlPlane, view) {
    const type = tenantScalar(controlPlane, 'serviceType');
    if (type?.text !== 'NodePort' || !view.isComplete(controlPlane)) return;
    if (tenantScalar(controlPlane, 'address')?.text) return;
    if (isKind(controlPlane, KamajiControlPlaneTemplate) && mayBePatched(controlPlane, view)) return;
    const path = tenantPath(controlPlane, 'address');
    const field = String(path.at(-1));
    const expected = expectedHost(controlPlane, view);
    yield {
      resource: controlPlane,
      node: type,
      path: tenantPath(controlPlane, 'serviceType'),
      message: `Missing ${field} in ${nameOf(controlPlane)}, which a NodePort Service requires. Kamaji cannot determine the endpoint and retries indefinitely without an error. Set ${field} to the address of a node or of a load balancer in front of the nodes.`,
      fixes: expected
        ? fixIn(`Set ${field} to ${expected}`, controlPlane, setField(controlPlane.document, path, expected))
        : [],
    };
  },
});

/** Returns the address at which the infrastructure cluster expects the control plane. */
function expectedHost(controlPlane: Resource, view: View): string | undefined {
  for (const { resource } of view.referrersTo(controlPlane)) {
    const infrastructure = isKind(resource, Cluster) ? infrastructureOf(resource, view) : undefined;
    const host = infrastructure && scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host'])?.text;
    if (host && !isTemplate(host) && parseAddress(host)) return host;
  }
  return undefined;
}
