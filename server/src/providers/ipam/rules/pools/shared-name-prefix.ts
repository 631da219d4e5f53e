import { type AddressRange, overlap, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { MAX_COMPARED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

const PATH = ['spec', 'namePrefix'];

/** Source: formatAddressName of the ip-address-manager, which names an IPAddress after the prefix and the address. */
export const sharedNamePrefix = defineRule({
  id: 'shared-name-prefix',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'Two IPPools of one namespace have the same namePrefix.',

  *check(resource, view) {
    const prefix = scalarAt(resource.root, PATH);
    if (!prefix?.text || isTemplate(prefix.text)) return;
    const others = view
      .objectsOf(resource, IPPool, { name: 'prefix', value: prefix.text })
      .slice(0, MAX_COMPARED)
      .filter(({ broken, name }) => !broken && name !== resource.name);
    const pool = ipPoolOf(resource);
    const overlapping = others.find((other) => overlapOf(pool, ipPoolOf(other)));
    const other = overlapping ?? others[0];
    if (!other) return;
    const common = overlapOf(pool, ipPoolOf(other));
    yield {
      resource,
      node: prefix,
      path: PATH,
      ...(common ? {} : ({ severity: 'hint', effect: 'advice' } as const)),
      message: common
        ? `${nameOf(resource)} and ${nameOf(other)} have the same namePrefix and overlap (${rangeText(common)}), so the names of their IPAddress objects collide. The second claim never gets an address. Use different prefixes and ranges.`
        : `${nameOf(resource)} and ${nameOf(other)} have the same namePrefix. If their ranges ever overlap, the names of their IPAddress objects collide. Use different prefixes now, because namePrefix cannot be changed later.`,
      related: [
        {
          place: placeOf(other, scalarAt(other.root, PATH) ?? other.root),
          message: `${nameOf(other)} sets the same namePrefix here.`,
        },
      ],
    };
  },
});

/** Returns the addresses that two pools have in common, as far as their ranges are known. */
function overlapOf(pool: IpPool, other: IpPool): AddressRange | undefined {
  for (const { range } of pool.entries)
    for (const { range: otherRange } of other.entries) {
      const common = range && otherRange && overlap(range, otherRange);
      if (common) return common;
    }
  return undefined;
}
