import type { Resource } from '../../core/objects/resource.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { tenantNode, tenantPath, tenantScalar } from './control-plane-fields.ts';

/** MetalLB's annotation on the Service, with its current and its former name. */
export const PIN_ANNOTATIONS: readonly string[] = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

/** An annotation that requests addresses from a load balancer. */
export interface Pin {
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly addresses: readonly string[];
}

/** Returns the requested addresses of a control plane with a LoadBalancer Service. */
export function pinsOf(controlPlane: Resource): readonly Pin[] {
  if (tenantScalar(controlPlane, 'serviceType')?.text !== 'LoadBalancer') return [];
  return PIN_ANNOTATIONS.flatMap((key) => {
    const node = tenantScalar(controlPlane, 'annotations', [key]);
    if (!node?.text) return [];
    const addresses = node.text.split(',').map((each) => each.trim());
    return [{ node, path: [...tenantPath(controlPlane, 'annotations'), key], addresses }];
  });
}

/** Returns true if the manifest may request an address in an unknown way: with any annotation, or with a class. */
export function mayBePinned(controlPlane: Resource): boolean {
  const annotations = tenantNode(controlPlane, 'annotations');
  const hasNone =
    !annotations || (annotations.kind === 'scalar' ? annotations.style === 'absent' : isEmpty(annotations));
  return !hasNone || tenantNode(controlPlane, 'loadBalancerClass') !== undefined;
}

function isEmpty(node: Exclude<ReturnType<typeof tenantNode>, undefined>): boolean {
  return node.kind === 'map' && node.entries.length === 0;
}
