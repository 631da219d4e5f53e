import type { Resource } from '../../core/objects/resource.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { tenantNode, tenantPath, tenantScalar } from './control-plane-fields.ts';

/** MetalLB's annotation on the Service, under its present name and the one before. */
export const PIN_ANNOTATIONS: readonly string[] = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

/** An annotation by which a load balancer is told the addresses to give. */
export interface Pin {
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly addresses: readonly string[];
}

/** The pins of a control plane that a load balancer publishes. */
export function pinsOf(controlPlane: Resource): readonly Pin[] {
  if (tenantScalar(controlPlane, 'serviceType')?.text !== 'LoadBalancer') return [];
  return PIN_ANNOTATIONS.flatMap((key) => {
    const node = tenantScalar(controlPlane, 'annotations', [key]);
    if (!node?.text) return [];
    const addresses = node.text.split(',').map((each) => each.trim());
    return [{ node, path: [...tenantPath(controlPlane, 'annotations'), key], addresses }];
  });
}

/**
 * Whether the manifest may tell the load balancer an address in a way we do not know: any annotation may be one, and so
 * may a class.
 */
export function mayBePinned(controlPlane: Resource): boolean {
  const annotations = tenantNode(controlPlane, 'annotations');
  const hasNone =
    !annotations || (annotations.kind === 'scalar' ? annotations.style === 'absent' : isEmpty(annotations));
  return !hasNone || tenantNode(controlPlane, 'loadBalancerClass') !== undefined;
}

function isEmpty(node: Exclude<ReturnType<typeof tenantNode>, undefined>): boolean {
  return node.kind === 'map' && node.entries.length === 0;
}
