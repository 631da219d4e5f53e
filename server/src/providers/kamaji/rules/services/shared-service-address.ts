import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { apiServerPort } from '../../service-ports.ts';
import { addressOf } from '../../tenant-facets.ts';

const KINDS = [KamajiControlPlane, TenantControlPlane];

/** Lets MetalLB give one address to several Services. */
const SHARING = /metallb\.(io|universe\.tf)\/allow-shared-ip/;

/** Source: what a load balancer does with two Services that want one address and port. */
export const sharedServiceAddress = defineRule({
  id: 'shared-service-address',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'Two control planes request the same address and port from a load balancer.',

  *check(controlPlane, view) {
    const own = tenantScalar(controlPlane, 'address');
    const value = addressOf(controlPlane);
    if (!own || value === undefined || mayShare(controlPlane)) return;
    const others = KINDS.flatMap((kind) => view.objectsOf(controlPlane, kind, { name: 'address', value }));
    const port = others.length === 0 ? undefined : portOfControlPlane(controlPlane, view);
    for (const other of others) {
      const theirs = tenantScalar(other, 'address');
      // Two versions of one object are no two objects.
      if (!theirs || other.broken || (other.name === controlPlane.name && other.kind === controlPlane.kind)) continue;
      if (mayShare(other)) continue;
      if (port === undefined || portOfControlPlane(other, view) !== port) continue;
      yield {
        resource: controlPlane,
        node: own,
        path: tenantPath(controlPlane, 'address'),
        message: `${nameOf(controlPlane)} and ${nameOf(other)} both want ${own.text}, port ${port}, of a load balancer: one of them never gets it. Give each an address of its own.`,
        related: [{ place: placeOf(other, theirs), message: `${nameOf(other)} wants it here.` }],
      };
      return;
    }
  },
});

function mayShare({ document }: Resource): boolean {
  return SHARING.test(document.text);
}

/** Undefined where no Cluster at hand says it. */
function portOfControlPlane(controlPlane: Resource, view: View): number | undefined {
  if (isKind(controlPlane, TenantControlPlane)) return apiServerPort(controlPlane)?.port;
  for (const { resource } of view.referrersTo(controlPlane))
    if (isKind(resource, Cluster) && controlPlaneOf(resource, view) === controlPlane)
      return apiServerPort(resource)?.port;
  return undefined;
}
