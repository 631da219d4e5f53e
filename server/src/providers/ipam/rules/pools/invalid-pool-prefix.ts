import { bitsOf, prefixAround } from '../../../../core/addresses/addresses.ts';
import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { insertInto } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { fieldOf, nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { pathText, shortPathText } from '../../../../core/syntax/lookup.ts';
import { type IpPool, ipPoolOf, type PoolEntry } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: allocateAddress of the ip-address-manager, which ignores the prefix of a subnet; the netmask of CAPM3. */
export const invalidPoolPrefix = defineRule({
  id: 'invalid-pool-prefix',
  formerIds: ['wrong-pool-prefix'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'An IPPool has no prefix, or one that is too long for its addresses.',

  *check(resource, view) {
    const pool = ipPoolOf(resource);
    const without = pool.entries.find(({ prefix, range }) => !prefix && range);
    const written = fieldOf(resource, ['spec', 'prefix']);
    if (without && view.isComplete(resource))
      yield {
        resource,
        node: written?.kind === 'scalar' && written.style !== 'absent' ? written : without.node,
        path: without.path,
        message: `Missing prefix for ${shortPathText(without.path)} of ${nameOf(resource)}. Machines get their addresses with prefix 0 (netmask 0.0.0.0), even if subnet is set. Add spec.prefix.`,
        fixes: addPrefix(pool, without),
      };
    for (const { prefix, range, path } of pool.entries) {
      if (!prefix?.value || !range || prefix.value <= bitsOf(range.family)) continue;
      yield {
        resource,
        node: prefix.node,
        path: prefix.path,
        severity: 'error',
        message: `Prefix ${prefix.value} of ${nameOf(resource)} is longer than an IPv4 address: ${pathText(path)} contains IPv4 addresses, so it must be at most 32. CAPM3 cannot compute a netmask.`,
      };
    }
  },
});

/** Networks of machines do not have shorter prefixes. */
const MIN_PREFIX = 8;

/** Returns the fix that sets the prefix: that of the subnet, or else a guess from the range and the gateway. */
function addPrefix({ resource, gateway }: IpPool, { subnet, range }: PoolEntry): readonly Fix[] {
  const spec = fieldOf(resource, ['spec']);
  if (spec?.kind !== 'map' || !range) return [];
  const of = Number(subnet?.text.slice(subnet.text.indexOf('/') + 1));
  const around =
    gateway?.value?.family === range.family
      ? prefixAround({
          family: range.family,
          first: gateway.value.value < range.first ? gateway.value.value : range.first,
          last: gateway.value.value > range.last ? gateway.value.value : range.last,
        })
      : prefixAround(range);
  const usual = range.family === 4 ? 24 : 64;
  const prefix = subnet ? of : Math.min(around, usual);
  // A range without an end contains addresses up to the last one of its family.
  if (prefix < MIN_PREFIX) return [];
  const written = fieldOf(resource, ['spec', 'prefix']);
  const change =
    written?.kind === 'scalar' && written.style !== 'absent'
      ? writeScalar(written, prefix)
      : written
        ? undefined
        : insertInto(resource.document, spec, ['prefix'], prefix);
  return fixIn(
    written ? `Change prefix to ${prefix}` : `Add prefix: ${prefix}`,
    resource,
    change,
    subnet !== undefined,
  );
}
