import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { GATEWAY_GROUP } from '../../../kubernetes/kinds.ts';
import { tenantNode, tenantPath } from '../../control-plane-fields.ts';
import { hasExternalCluster } from '../../external-cluster.ts';
import { TenantControlPlane } from '../../kinds.ts';

const KONNECTIVITY = 'konnectivity-server';

/**
 * Source: Kamaji, k8s_gateway_resource.go and konnectivity/gateway_resource.go, edge-25.12.1 and later: a TLSRoute
 * requires a listener with TLS mode Passthrough, and konnectivity requires a listener of that name.
 */
export const missingGatewayListener = defineRule({
  id: 'missing-gateway-listener',
  formerIds: ['unready-gateway'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'The Gateway that publishes a control plane has no suitable listener.',

  *check(controlPlane, view) {
    // The Gateway is in another cluster.
    if (hasExternalCluster(controlPlane)) return;
    for (const reference of controlPlane.references) {
      if (reference.target.group !== GATEWAY_GROUP) continue;
      const found = view.resolve(controlPlane, reference);
      const gateway = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
      const listeners = gateway && listenersOf(gateway);
      if (!gateway || !listeners || !view.isComplete(gateway)) continue;
      const holder = reference.path.slice(0, -1);
      const related = [
        { place: placeOf(gateway, gateway.nameNode ?? gateway.root), message: `${nameOf(gateway)} is defined here.` },
      ];
      const fault = faultOf(controlPlane, holder, listeners);
      if (fault)
        yield {
          resource: controlPlane,
          node: fault.node ?? reference.nameNode,
          path: fault.path ?? reference.path,
          message: `${nameOf(gateway)} has no listener ${fault.missing}. It does not accept the route of ${nameOf(controlPlane)}, and clients cannot reach the API server. Add a listener.`,
          related,
        };
      if (
        tenantNode(controlPlane, 'konnectivity')?.kind === 'map' &&
        !listeners.some(({ name }) => name === KONNECTIVITY)
      )
        yield {
          resource: controlPlane,
          node: reference.nameNode,
          path: tenantPath(controlPlane, 'konnectivity'),
          message: `${nameOf(gateway)} has no listener ${KONNECTIVITY}, which Kamaji requires to publish konnectivity of ${nameOf(controlPlane)}. Logs and exec do not work. Add the listener, or remove konnectivity.`,
          related,
        };
    }
  },
});

interface Listener {
  readonly name: string | undefined;
  readonly port: string | undefined;
  readonly passesTls: boolean;
}

/** Returns undefined if a template creates the listeners, or one is incomplete. */
function listenersOf({ root }: Resource): readonly Listener[] | undefined {
  const list = nodeAt(root, ['spec', 'listeners']);
  if (list?.kind !== 'sequence') return undefined;
  const listeners = list.items.map((item) => ({
    name: textAt(item, ['name']),
    port: textAt(item, ['port']),
    passesTls: textAt(item, ['protocol']) === 'TLS' && textAt(item, ['tls', 'mode']) === 'Passthrough',
  }));
  const isKnown = list.items.every((item) => textAt(item, ['protocol']) && !isTemplate(textAt(item, ['name']) ?? ''));
  return isKnown ? listeners : undefined;
}

interface Fault {
  /** The missing listener, after “has no listener”. */
  readonly missing: string;
  readonly node?: Node;
  readonly path?: NodePath;
}

function faultOf(controlPlane: Resource, holder: NodePath, listeners: readonly Listener[]): Fault | undefined {
  const parent = nodeAt(controlPlane.root, holder);
  const section = scalarAt(parent, ['sectionName']);
  if (section?.text && !isTemplate(section.text))
    return listeners.some(({ name }) => name === section.text)
      ? undefined
      : { missing: section.text, node: section, path: [...holder, 'sectionName'] };
  const port = scalarAt(childOf(parent, 'port'), []);
  const passthrough = listeners.filter(({ passesTls }) => passesTls);
  if (passthrough.length === 0) return { missing: 'with protocol TLS and mode Passthrough' };
  if (!port?.text || isTemplate(port.text) || passthrough.some((each) => each.port === port.text)) return undefined;
  return {
    missing: `with protocol TLS and mode Passthrough at port ${port.text}`,
    node: port,
    path: [...holder, 'port'],
  };
}

function textAt(node: Node, path: NodePath): string | undefined {
  return scalarAt(node, path)?.text;
}
