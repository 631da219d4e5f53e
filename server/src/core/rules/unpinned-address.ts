import { parseAddress } from '../addresses/addresses.ts';
import { fixIn } from '../fixes/fix.ts';
import { setField } from '../fixes/set-field.ts';
import { isKamajiKnown } from '../resources/kamaji-release.ts';
import { mayBePinned, PIN_ANNOTATIONS } from '../resources/load-balancer.ts';
import { nameOf } from '../resources/resource.ts';
import { tenantPath, tenantScalar } from '../resources/tenant.ts';
import { defineRule } from './rule.ts';

/** Source: Kamaji, k8s_service_resource.go: edge-25.3.2 ceased to write spec.loadBalancerIP of the Service (issue 804). */
export const unpinnedAddress = defineRule({
  id: 'unpinned-address',
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: 'kamaji', from: 'edge-25.3.2' }],
  kinds: ['KamajiControlPlane', 'TenantControlPlane'],
  summary: 'The address of a load balancer is written where Kamaji reads it, and nothing tells the load balancer.',

  *check(controlPlane, view) {
    const address = tenantScalar(controlPlane, 'address');
    const isBalanced = tenantScalar(controlPlane, 'serviceType')?.text === 'LoadBalancer';
    if (!address || !isBalanced || !parseAddress(address.text) || mayBePinned(controlPlane)) return;
    if (!view.isWhole(controlPlane) || !isKamajiKnown(controlPlane, view)) return;
    const [annotation = ''] = PIN_ANNOTATIONS;
    const path = [...tenantPath(controlPlane, 'annotations'), annotation];
    yield {
      resource: controlPlane,
      node: address,
      path: tenantPath(controlPlane, 'address'),
      message: `Kamaji edge-25.3 and later tell everybody to find the API server of ${nameOf(controlPlane)} at this address, and no longer ask the load balancer for it: it may give another. Ask for it as your load balancer wants it; MetalLB reads an annotation of the Service.`,
      fixes: fixIn(
        `Ask MetalLB for ${address.text}`,
        controlPlane,
        setField(controlPlane.document, path, address.text),
      ),
    };
  },
});
