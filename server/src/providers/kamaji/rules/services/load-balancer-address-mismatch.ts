import { isSameAddress, parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { pinsOf } from '../../load-balancer.ts';

/** Source: Kamaji, tenantcontrolplane_funcs.go: the declared address is published, not the one that the load balancer assigns. */
export const loadBalancerAddressMismatch = defineRule({
  id: 'load-balancer-address-mismatch',
  formerIds: ['address-pinned-elsewhere'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'The address requested from the load balancer differs from the one that Kamaji publishes.',

  *check(controlPlane) {
    const address = tenantScalar(controlPlane, 'address');
    const pins = pinsOf(controlPlane);
    const [pin] = pins;
    if (!address?.text || isTemplate(address.text) || !pin || pins.length > 1) return;
    if (
      !pin.addresses.every((each) => parseAddress(each)) ||
      pin.addresses.some((each) => isSameAddress(each, address.text))
    )
      return;
    const field = String(tenantPath(controlPlane, 'address').at(-1));
    const [only = '', ...others] = pin.addresses;
    yield {
      resource: controlPlane,
      node: pin.node,
      path: pin.path,
      message: `Address mismatch: ${nameOf(controlPlane)} requests ${pin.node.text} from the load balancer, but publishes ${address.text} (${field}). Clients cannot reach the API server. Use the same address in both fields.`,
      related: [{ place: placeOf(controlPlane, address), message: `${field} is ${address.text}.` }],
      fixes: [
        ...fixIn(`Request ${address.text} from the load balancer`, controlPlane, writeScalar(pin.node, address.text)),
        ...(others.length === 0 ? fixIn(`Change ${field} to ${only}`, controlPlane, writeScalar(address, only)) : []),
      ],
    };
  },
});
