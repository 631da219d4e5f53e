import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantScalar } from '../../control-plane-fields.ts';
import { hasExternalCluster } from '../../external-cluster.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { pinsOf } from '../../load-balancer.ts';
import { commonPort } from '../../service-ports.ts';
import { requestedAddresses } from '../../tenant-facets.ts';

const KINDS = [KamajiControlPlane, TenantControlPlane];
/** The number of control planes of a kind with the same address that are compared with each of them. */
const MAX_OTHERS = 20;

/** The MetalLB annotation that allows Services to share an address, with its current and its former name. */
const SHARING_ANNOTATIONS = ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'];

/**
 * Source: MetalLB assigns an address to several Services only if they have the same sharing key and no common port. Other
 * load balancers may share an address on different ports.
 */
export const sharedServiceAddress = defineRule({
  id: 'shared-service-address',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'Two control planes request the same address from a load balancer, which cannot share it.',

  *check(controlPlane, view) {
    if (hasExternalCluster(controlPlane)) return;
    for (const { value, node, path } of requestedAddresses(controlPlane)) {
      const others = KINDS.flatMap((kind) =>
        view.objectsOf(controlPlane, kind, { name: 'address', value }).slice(0, MAX_OTHERS),
      );
      for (const other of others) {
        // Skip another version of the same object.
        if (other.broken || (other.name === controlPlane.name && isKind(other, controlPlane))) continue;
        const otherAddress = requestedAddresses(other).find((each) => each.value === value);
        const problem = otherAddress && problemOf({ controlPlane, other, address: otherAddress.text, view });
        if (!otherAddress || !problem) continue;
        yield {
          resource: controlPlane,
          node,
          path,
          message: problem,
          related: [
            { place: placeOf(other, otherAddress.node), message: `${nameOf(other)} requests ${otherAddress.text}.` },
          ],
        };
        return;
      }
    }
  },
});

interface Pair {
  readonly controlPlane: Resource;
  readonly other: Resource;
  readonly address: string;
  readonly view: View;
}

function problemOf({ controlPlane, other, address, view }: Pair): string | undefined {
  if (hasExternalCluster(other) || classOf(controlPlane) !== classOf(other)) return undefined;
  const names = `${nameOf(controlPlane)} and ${nameOf(other)}`;
  const keys = [controlPlane, other].map(sharingKeyOf);
  if (keys.some((key) => key !== undefined && isTemplate(key))) return undefined;
  const sharesKey = keys[0] !== undefined && keys[0] === keys[1];
  if (pinsOf(controlPlane).length > 0 && pinsOf(other).length > 0) {
    if (!sharesKey)
      return `Address ${address} is requested by ${names} without a common sharing key. MetalLB assigns it to only one of the Services, and the other control plane is never published. Use different addresses, or different ports and the same ${SHARING_ANNOTATIONS[0]}.`;
    const port = commonPort(controlPlane, other, view);
    return port === undefined
      ? undefined
      : `Port ${port} of address ${address} is requested by ${names}. MetalLB shares an address only between Services without a common port, and the other control plane is never published. Use different ports or addresses.`;
  }
  if (keys.some((key) => key !== undefined)) return undefined;
  const port = commonPort(controlPlane, other, view);
  if (port === undefined) return undefined;
  return `Port ${port} of address ${address} is requested by ${names}. A load balancer can assign it to only one of the Services, and the other control plane is never published. Use different addresses.`;
}

function classOf(controlPlane: Resource): string | undefined {
  return tenantScalar(controlPlane, 'loadBalancerClass')?.text;
}

function sharingKeyOf(controlPlane: Resource): string | undefined {
  for (const key of SHARING_ANNOTATIONS) {
    const text = tenantScalar(controlPlane, 'annotations', [key])?.text;
    if (text) return text;
  }
  return undefined;
}
