import { type Address, addressText, holds, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { memoize } from '../../../../core/text/memoize.ts';
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
      ...view.objectsInAnyNamespace(resource, BARE_METAL_HOST, { name: 'net', value }).map((of) => ({ of, ...HOST })),
      ...view.objectsOf(resource, MACHINE_TEMPLATE, { name: 'net', value }).map((of) => ({ of, ...TEMPLATE })),
    ]);
    const reported = new Set<string>();
    for (const { of, addressOf, nodeOf, what } of owners) {
      const address = addressOf(of);
      const entry = address && entries.find(({ range }) => range && holds(range, address));
      const node = entry && nodeOf(of);
      if (!node || !entry.range || reported.has(`${address.value}`)) continue;
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
  /** Many pools can be in the network of an owner, so the address is read once. */
  readonly addressOf: (of: Resource) => Address | undefined;
  readonly nodeOf: (of: Resource) => ScalarNode | undefined;
  readonly what: string;
}

const HOST: Owner = {
  addressOf: memoize((of) => (of.broken ? undefined : controllerOf(of))),
  nodeOf: (of) => scalarAt(of.root, ['spec', 'bmc', 'address']),
  what: 'the management controller',
};

const TEMPLATE: Owner = {
  addressOf: memoize((of) => (of.broken ? undefined : serverOf(of))),
  nodeOf: (of) => imageOf(of)?.url,
  what: 'the image server',
};
