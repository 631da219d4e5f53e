import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { mayBePinned, PIN_ANNOTATIONS } from '../../../kamaji/load-balancer.ts';

/** Source: as for endpoint-host-mismatch. The type of the Service determines who assigns its address. */
export const endpointNotPublished = defineRule({
  id: 'endpoint-not-published',
  formerIds: ['unsettled-endpoint'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster expects an address that no field of the control plane requests.',

  check: alsoInTopology(function* (cluster, view) {
    const { controlPlane, infrastructure } = partsOf(cluster, view);
    if (!controlPlane || !infrastructure || !view.isComplete(controlPlane)) return;
    const expected = scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host']);
    if (!expected?.text || isTemplate(expected.text)) return;
    const network = ['spec', 'network'];
    const type = scalarAt(controlPlane.root, [...network, 'serviceType']);
    const isDetermined = ['serviceAddress', 'ingress', 'gateway'].some(
      (field) => scalarAt(controlPlane.root, [...network, field]) ?? hasFields(controlPlane, field),
    );
    if (!type || isDetermined || !ASSIGNS[type.text] || mayBePinned(controlPlane)) return;
    const isAddress = parseAddress(expected.text) !== undefined;
    const hasLoadBalancer = type.text === 'LoadBalancer';
    const path = [
      ...network,
      ...(hasLoadBalancer ? ['serviceAnnotations', PIN_ANNOTATIONS[0] ?? ''] : ['serviceAddress']),
    ];
    yield {
      resource: controlPlane,
      node: type,
      path: [...network, 'serviceType'],
      message: `No field of ${nameOf(controlPlane)} requests ${expected.text}, which ${nameOf(infrastructure)} expects. ${ASSIGNS[type.text]}, and ${nameOf(cluster)} becomes ready only if that address is ${expected.text}. ${hasLoadBalancer ? 'Request the address from the load balancer' : 'Set serviceAddress to the expected address'}.`,
      related: [
        { place: placeOf(infrastructure, expected), message: `${nameOf(infrastructure)} expects ${expected.text}.` },
      ],
      fixes: isAddress
        ? fixIn(
            hasLoadBalancer
              ? `Request ${expected.text} from MetalLB`
              : `Set serviceAddress of ${nameOf(controlPlane)} to ${expected.text}`,
            controlPlane,
            setField(controlPlane.document, path, expected.text),
          )
        : [],
    };
  }),
});

const ASSIGNS: Readonly<Record<string, string>> = {
  LoadBalancer: 'The load balancer may assign any address',
  ClusterIP: 'The management cluster may assign any address to a Service of type ClusterIP',
};

function hasFields(controlPlane: { readonly root: Parameters<typeof scalarAt>[0] }, field: string) {
  return scalarAt(controlPlane.root, ['spec', 'network', field, 'hostname']);
}
