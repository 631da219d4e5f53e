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

/** Source: Kamaji, tenantcontrolplane_funcs.go: the declared address is published, whatever the load balancer gives. */
export const loadBalancerAddressMismatch = defineRule({
  id: 'load-balancer-address-mismatch',
  formerIds: ['address-pinned-elsewhere'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'A load balancer is told to give another address than the one that Kamaji publishes.',

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
      message: `The load balancer is told to give ${pin.node.text} to ${nameOf(controlPlane)}, which publishes its API server at ${address.text} (${field}): nobody reaches it there. Write one address into both.`,
      related: [{ place: placeOf(controlPlane, address), message: `It is published at ${address.text}.` }],
      fixes: [
        ...fixIn(`Ask the load balancer for ${address.text}`, controlPlane, writeScalar(pin.node, address.text)),
        ...(others.length === 0 ? fixIn(`Set ${field} to ${only}`, controlPlane, writeScalar(address, only)) : []),
      ],
    };
  },
});
