import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { childOf, type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { GATEWAY_GROUP } from '../../../kubernetes/kinds.ts';
import { tenantNode, tenantPath } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';

const KONNECTIVITY = 'konnectivity-server';

/**
 * Source: Kamaji, k8s_gateway_resource.go and konnectivity/gateway_resource.go, edge-25.12.1 and later: a TLSRoute joins
 * a listener that hands TLS through, and konnectivity one by that name.
 */
export const missingGatewayListener = defineRule({
  id: 'missing-gateway-listener',
  formerIds: ['unready-gateway'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'A control plane is published by a Gateway that has no listener for it.',

  *check(controlPlane, view) {
    for (const reference of controlPlane.references) {
      if (reference.target.group !== GATEWAY_GROUP) continue;
      const found = view.resolve(controlPlane, reference);
      const gateway = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
      const listeners = gateway && listenersOf(gateway);
      if (!gateway || !listeners || !view.isWhole(gateway)) continue;
      const holder = reference.path.slice(0, -1);
      const related = [
        { place: placeOf(gateway, gateway.nameNode ?? gateway.root), message: `${nameOf(gateway)} is here.` },
      ];
      const fault = faultOf(controlPlane, holder, listeners);
      if (fault)
        yield {
          resource: controlPlane,
          node: fault.node ?? reference.nameNode,
          path: fault.path ?? reference.path,
          message: `${nameOf(gateway)} has no listener ${fault.lacks}: its route is not taken, and ${nameOf(controlPlane)} is never reached. Add one.`,
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
          message: `${nameOf(gateway)} has no listener named ${KONNECTIVITY}, by which Kamaji publishes konnectivity of ${nameOf(controlPlane)}: logs and exec never work. Add one, or leave konnectivity out.`,
          related,
        };
    }
  },
});

interface Listener {
  readonly name: string | undefined;
  readonly port: string | undefined;
  readonly handsThrough: boolean;
}

/** Undefined where a template makes them, or one is no more than begun. */
function listenersOf({ root }: Resource): readonly Listener[] | undefined {
  const list = nodeAt(root, ['spec', 'listeners']);
  if (list?.kind !== 'sequence') return undefined;
  const listeners = list.items.map((item) => ({
    name: textAt(item, ['name']),
    port: textAt(item, ['port']),
    handsThrough: textAt(item, ['protocol']) === 'TLS' && textAt(item, ['tls', 'mode']) === 'Passthrough',
  }));
  const isKnown = list.items.every((item) => textAt(item, ['protocol']) && !isTemplate(textAt(item, ['name']) ?? ''));
  return isKnown ? listeners : undefined;
}

interface Fault {
  readonly lacks: string;
  readonly node?: Node;
  readonly path?: NodePath;
}

function faultOf(controlPlane: Resource, holder: NodePath, listeners: readonly Listener[]): Fault | undefined {
  const parent = nodeAt(controlPlane.root, holder);
  const section = scalarAt(parent, ['sectionName']);
  if (section?.text && !isTemplate(section.text))
    return listeners.some(({ name }) => name === section.text)
      ? undefined
      : { lacks: `named ${section.text}`, node: section, path: [...holder, 'sectionName'] };
  const port = scalarAt(childOf(parent, 'port'), []);
  const through = listeners.filter(({ handsThrough }) => handsThrough);
  if (through.length === 0) return { lacks: 'that hands TLS through (protocol TLS, mode Passthrough)' };
  if (!port?.text || isTemplate(port.text) || through.some((each) => each.port === port.text)) return undefined;
  return { lacks: `that hands TLS through at port ${port.text}`, node: port, path: [...holder, 'port'] };
}

function textAt(node: Node, path: NodePath): string | undefined {
  return scalarAt(node, path)?.text;
}
