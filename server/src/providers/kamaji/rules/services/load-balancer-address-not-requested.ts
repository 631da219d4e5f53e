import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { isKamajiKnown } from '../../../kamaji-control-plane/kamaji-release.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { mayBePinned, PIN_ANNOTATIONS } from '../../load-balancer.ts';

/** Source: Kamaji, k8s_service_resource.go: edge-25.3.2 ceased to write spec.loadBalancerIP of the Service (issue 804). */
export const loadBalancerAddressNotRequested = defineRule({
  id: 'load-balancer-address-not-requested',
  formerIds: ['unpinned-address'],
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: 'kamaji', from: 'edge-25.3.2' }],
  on: [KamajiControlPlane, TenantControlPlane],
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
