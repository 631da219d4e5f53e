import { parseAddress } from '../addresses/addresses.ts';
import { fixIn } from '../fixes/fix.ts';
import { setField } from '../fixes/set-field.ts';
import { infrastructureOf } from '../resources/cluster-parts.ts';
import type { Resource } from '../resources/resource.ts';
import { nameOf } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { tenantPath, tenantScalar } from '../resources/tenant.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { defineRule, type View } from './rule.ts';

/** Source: Kamaji, tenantcontrolplane_funcs.go, all releases; issue 432, and issue 217 of the control plane provider. */
export const nodePortWithoutAddress = defineRule({
  id: 'node-port-without-address',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  kinds: ['KamajiControlPlane', 'TenantControlPlane'],
  summary: 'A control plane behind a node port has no address, for nobody knows which node it should be.',

  *check(controlPlane, view) {
    const type = tenantScalar(controlPlane, 'serviceType');
    if (type?.text !== 'NodePort' || !view.isWhole(controlPlane)) return;
    if (tenantScalar(controlPlane, 'address')?.text) return;
    const path = tenantPath(controlPlane, 'address');
    const field = String(path.at(-1));
    const expected = expectedHost(controlPlane, view);
    yield {
      resource: controlPlane,
      node: type,
      path: tenantPath(controlPlane, 'serviceType'),
      message: `${nameOf(controlPlane)} is behind a node port and has no ${field}: Kamaji cannot tell where to reach it, tries again every second, and says nothing. Write the address of a node, or of what stands before the nodes, as ${field}.`,
      fixes: expected
        ? fixIn(`Set ${field} to ${expected}`, controlPlane, setField(controlPlane.document, path, expected))
        : [],
    };
  },
});

/** The address at which the infrastructure cluster expects the control plane. */
function expectedHost(controlPlane: Resource, view: View): string | undefined {
  for (const { resource } of view.referrersTo(controlPlane)) {
    const infrastructure = resource.kind === 'Cluster' ? infrastructureOf(resource, view) : undefined;
    const host = infrastructure && scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host'])?.text;
    if (host && !isTemplate(host) && parseAddress(host)) return host;
  }
  return undefined;
}
