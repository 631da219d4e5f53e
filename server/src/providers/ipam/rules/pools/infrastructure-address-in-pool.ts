import { type Address, addressText, holds, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { controllerOf, netsOf, serverOf } from '../../../baremetal-operator/host-facets.ts';
import { imageOf } from '../../../baremetal-operator/image.ts';
import { BARE_METAL_HOST } from '../../../metal3/host-selection.ts';
import { Metal3MachineTemplate } from '../../../metal3/kinds.ts';
import { ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

const MACHINE_TEMPLATE = Metal3MachineTemplate;

/** Source: the address manager assigns every address of a range, even if it is in use. */
export const infrastructureAddressInPool = defineRule({
  id: 'infrastructure-address-in-pool',
  formerIds: ['address-in-pool'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'An IPPool contains the address of a management controller or of the image server.',

  *check(resource, view) {
    const { entries } = ipPoolOf(resource);
    if (entries.every(({ range }) => !range)) return;
    const nets = new Set(entries.flatMap(({ range }) => (range ? netsOf(range) : [])));
    const owners = [...nets].flatMap((value) => [
      ...view.objectsInAnyNamespace(resource, BARE_METAL_HOST, { name: 'net', value }).flatMap(ofHost),
      ...view.objectsOf(resource, MACHINE_TEMPLATE, { name: 'net', value }).flatMap(ofTemplate),
    ]);
    const reported = new Set<string>();
    for (const { of, node, address, what } of owners) {
      const entry = entries.find(({ range }) => range && holds(range, address));
      if (!entry?.range || reported.has(`${address.value}`)) continue;
      reported.add(`${address.value}`);
      const at = entry.start ?? entry.subnet;
      yield {
        resource,
        node: at?.node ?? entry.node,
        path: at?.path ?? entry.path,
        message: `${nameOf(resource)} contains ${addressText(address)}, the address of ${what} of ${nameOf(of)}. A machine can get the same address. Exclude it from the range ${rangeText(entry.range)}.`,
        related: [{ place: placeOf(of, node), message: `${nameOf(of)} uses the address here.` }],
      };
    }
  },
});

interface Owner {
  readonly of: Resource;
  readonly node: ScalarNode;
  readonly address: Address;
  readonly what: string;
}

function ofHost(of: Resource): readonly Owner[] {
  const node = scalarAt(of.root, ['spec', 'bmc', 'address']);
  const address = of.broken ? undefined : controllerOf(of);
  return node && address ? [{ of, node, address, what: 'the management controller' }] : [];
}

function ofTemplate(of: Resource): readonly Owner[] {
  const node = imageOf(of)?.url;
  const address = of.broken ? undefined : serverOf(of);
  return node && address ? [{ of, node, address, what: 'the image server' }] : [];
}
