import { prefixAround, rangeText } from '../../../core/addresses/addresses.ts';
import type { ObjectFacts } from '../../../core/hover/hover-context.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { CLUSTER_NAME_PATH } from '../../cluster-api/cluster-name.ts';
import { ipPoolOf } from '../ip-pool.ts';
import { IPPool } from '../kinds.ts';

/** The facts that hovers show about the provider's objects. */
export const IPAM_OBJECT_FACTS: readonly ObjectFacts[] = [
  {
    kind: IPPool,
    fields: [CLUSTER_NAME_PATH, ['spec', 'prefix'], ['spec', 'gateway']],
    lines: rangesOf,
  },
];

/** Returns the ranges of a pool, with their sizes. */
function rangesOf(pool: Resource): readonly string[] {
  return ipPoolOf(pool).entries.flatMap(({ range }) => {
    if (!range) return [];
    const size = range.last - range.first + 1n;
    const isNetwork = prefixAround(range) > 0 && size > 1n << 32n;
    return [`\`${rangeText(range)}\`${isNetwork ? '' : ` (${size} ${size === 1n ? 'address' : 'addresses'})`}`];
  });
}
