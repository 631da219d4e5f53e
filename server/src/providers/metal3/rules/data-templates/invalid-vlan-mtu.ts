import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const LINKS = pathPattern('spec.networkData.links.{ethernets,bonds,vlans}[]');
const VLANS = pathPattern('spec.networkData.links.vlans[]');

/** The default of `mtu` in all releases of CAPM3. */
const DEFAULT_MTU = 1500;

/** Source: vlan_dev_change_mtu and register_vlan_dev of Linux, which reject an MTU above that of the parent device. */
export const invalidVlanMtu = defineRule({
  id: 'invalid-vlan-mtu',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'The MTU of a VLAN is greater than the MTU of its link.',

  *check(resource) {
    for (const { node: vlan, path } of matches(resource.root, VLANS)) {
      const link = scalarAt(vlan, ['vlanLink']);
      const parent = link?.text ? linkWithId(resource, link.text) : undefined;
      const mtu = mtuOf(vlan);
      const limit = parent && mtuOf(parent);
      if (!link || !parent || mtu === undefined || limit === undefined || mtu <= limit) continue;
      const written = entryOf(vlan, 'mtu');
      yield {
        resource,
        node: written?.value ?? link,
        path: [...path, written ? 'mtu' : 'vlanLink'],
        message: `MTU ${mtu}${written ? '' : ' (default)'} of VLAN "${scalarAt(vlan, ['id'])?.text ?? ''}" in ${nameOf(resource)} is greater than MTU ${limit} of its link "${link.text}". The kernel does not allow this, so the VLAN does not work as configured. Use at most ${limit}, or increase the MTU of the link.`,
        related: [
          {
            place: placeOf(resource, entryOf(parent, 'mtu')?.value ?? entryOf(parent, 'id')?.value ?? parent),
            message: `Link "${link.text}" is defined here.`,
          },
        ],
        fixes: changeMtu(resource, vlan, limit),
      };
    }
  },
});

/** Returns the only link with an id, or undefined if there are several or none. */
function linkWithId(resource: Resource, id: string): Node | undefined {
  const links = matches(resource.root, LINKS).filter(({ node }) => scalarAt(node, ['id'])?.text === id);
  return links.length === 1 && !isTemplate(id) ? links[0]?.node : undefined;
}

/** Returns the MTU of a link, or undefined if it is unknown. */
function mtuOf(link: Node): number | undefined {
  const node = nodeAt(link, ['mtu']);
  if (!node) return link.kind === 'map' ? DEFAULT_MTU : undefined;
  const scalar = node.kind === 'scalar' ? readScalar(node) : undefined;
  if (scalar?.type === 'null') return DEFAULT_MTU;
  return scalar?.type === 'integer' ? scalar.value : undefined;
}

function changeMtu(resource: Resource, vlan: Node, mtu: number): readonly Fix[] {
  const written = scalarAt(vlan, ['mtu']);
  return written ? fixIn(`Change mtu to ${mtu}`, resource, writeScalar(written, mtu)) : [];
}
