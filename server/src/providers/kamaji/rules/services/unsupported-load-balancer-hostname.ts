import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { mayBePatched } from '../../../cluster-api/class-patches.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { tenantNode, tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';

/** Prefixes of the annotations that only AWS load balancers read. */
const AWS_ANNOTATION = /^service\.beta\.kubernetes\.io\/aws-load-balancer-/;
const AWS_CLASSES = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];

/** Source: Kamaji, tenantcontrolplane_funcs.go, all releases, and its pull request 543: a host name is an error. */
export const unsupportedLoadBalancerHostname = defineRule({
  id: 'unsupported-load-balancer-hostname',
  formerIds: ['load-balancer-hostname'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate, TenantControlPlane],
  summary: 'An AWS load balancer publishes a host name, which Kamaji does not accept as an address.',

  *check(controlPlane, view) {
    const type = tenantScalar(controlPlane, 'serviceType');
    if (type?.text !== 'LoadBalancer' || !isOfAws(controlPlane) || !view.isComplete(controlPlane)) return;
    if (isKind(controlPlane, KamajiControlPlaneTemplate) && mayBePatched(controlPlane, view)) return;
    const address = tenantNode(controlPlane, 'address');
    const otherPublisher = tenantNode(controlPlane, 'ingress') ?? tenantNode(controlPlane, 'gateway');
    if (otherPublisher || (address && address.kind === 'scalar' && address.text !== '')) return;
    yield {
      resource: controlPlane,
      node: type,
      path: tenantPath(controlPlane, 'serviceType'),
      message: `Missing address in ${nameOf(controlPlane)} with an AWS load balancer, which publishes a host name. Kamaji does not accept a host name, and the control plane never becomes ready. Set ${pathText(tenantPath(controlPlane, 'address'))} to a static IP address of the load balancer.`,
    };
  },
});

function isOfAws(controlPlane: Resource): boolean {
  if (AWS_CLASSES.includes(tenantScalar(controlPlane, 'loadBalancerClass')?.text ?? '')) return true;
  const annotations = tenantNode(controlPlane, 'annotations');
  return (
    annotations?.kind === 'map' &&
    annotations.entries.some(({ key }) => key.kind === 'scalar' && AWS_ANNOTATION.test(key.text))
  );
}
