import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { isKamajiKnown } from '../../../kamaji-control-plane/kamaji-release.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { KAMAJI, TenantControlPlane } from '../../kinds.ts';
import { mayBePinned, PIN_ANNOTATIONS } from '../../load-balancer.ts';

/** Source: Kamaji, k8s_service_resource.go: edge-25.3.2 and later do not set spec.loadBalancerIP of the Service (issue 804). */
export const loadBalancerAddressNotRequested = defineRule({
  id: 'load-balancer-address-not-requested',
  formerIds: ['unpinned-address'],
  severity: 'hint',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: KAMAJI, from: 'edge-25.3.2' }],
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'The published address is not requested from the load balancer.',

  *check(controlPlane, view) {
    const address = tenantScalar(controlPlane, 'address');
    const hasLoadBalancer = tenantScalar(controlPlane, 'serviceType')?.text === 'LoadBalancer';
    if (!address || !hasLoadBalancer || !parseAddress(address.text) || mayBePinned(controlPlane)) return;
    if (!view.isComplete(controlPlane) || !isKamajiKnown(controlPlane, view)) return;
    const [annotation = ''] = PIN_ANNOTATIONS;
    const path = [...tenantPath(controlPlane, 'annotations'), annotation];
    yield {
      resource: controlPlane,
      node: address,
      path: tenantPath(controlPlane, 'address'),
      message: `${nameOf(controlPlane)} does not request this address from the load balancer, which may assign another one. Kamaji edge-25.3.2 and later publish the address without requesting it. Request it with the annotation of your load balancer, for MetalLB ${annotation}.`,
      fixes: fixIn(
        `Request ${address.text} from MetalLB`,
        controlPlane,
        setField(controlPlane.document, path, address.text),
      ),
    };
  },
});
