import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { mayBePinned, PIN_ANNOTATIONS } from '../../../kamaji/load-balancer.ts';

/** Source: as for endpoint-host-mismatch; the address of a Service is what its type and the cluster make of it. */
export const endpointNotPublished = defineRule({
  id: 'endpoint-not-published',
  formerIds: ['unsettled-endpoint'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The infrastructure cluster expects the API server at a host, and nothing has it published there.',

  *check(cluster, view) {
    const { controlPlane, infrastructure } = partsOf(cluster, view);
    if (!controlPlane || !infrastructure || !view.isWhole(controlPlane)) return;
    const expected = scalarAt(infrastructure.root, ['spec', 'controlPlaneEndpoint', 'host']);
    if (!expected?.text || isTemplate(expected.text)) return;
    const network = ['spec', 'network'];
    const type = scalarAt(controlPlane.root, [...network, 'serviceType']);
    const isSettled = ['serviceAddress', 'ingress', 'gateway'].some(
      (field) => scalarAt(controlPlane.root, [...network, field]) ?? hasFields(controlPlane, field),
    );
    if (!type || isSettled || !GIVES[type.text] || mayBePinned(controlPlane)) return;
    const isAddress = parseAddress(expected.text) !== undefined;
    const isBalanced = type.text === 'LoadBalancer';
    const path = [...network, ...(isBalanced ? ['serviceAnnotations', PIN_ANNOTATIONS[0] ?? ''] : ['serviceAddress'])];
    yield {
      resource: controlPlane,
      node: type,
      path: [...network, 'serviceType'],
      message: `${GIVES[type.text]}, and ${nameOf(infrastructure)} expects the API server at ${expected.text}: unless that is the address by chance, ${nameOf(cluster)} waits for ever. ${isBalanced ? 'Ask the load balancer for the address that is expected' : 'Write the address that is expected as serviceAddress'}.`,
      related: [{ place: placeOf(infrastructure, expected), message: `${nameOf(infrastructure)} expects it here.` }],
      fixes: isAddress
        ? fixIn(
            isBalanced
              ? `Ask MetalLB for ${expected.text}`
              : `Set serviceAddress of ${nameOf(controlPlane)} to ${expected.text}`,
            controlPlane,
            setField(controlPlane.document, path, expected.text),
          )
        : [],
    };
  },
});

const GIVES: Readonly<Record<string, string>> = {
  LoadBalancer: 'The load balancer gives whatever address it has',
  ClusterIP: 'A Service of type ClusterIP gets an address that nobody knows beforehand',
};

function hasFields(controlPlane: { readonly root: Parameters<typeof scalarAt>[0] }, field: string) {
  return scalarAt(controlPlane.root, ['spec', 'network', field, 'hostname']);
}
