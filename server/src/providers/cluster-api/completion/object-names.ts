import type { Context } from '../../../core/completion/context.ts';
import type { Value } from '../../../core/completion/value.ts';
import type { ValueSlot } from '../../../core/cursor/cursor.ts';
import { scalarAt } from '../../../core/syntax/lookup.ts';
import { CLUSTER_NAME_PATH } from '../cluster-name.ts';
import { Cluster } from '../kinds.ts';

/**
 * Offers the name of the Cluster that the object states, or of the nearest Cluster, as its own name; not if an object of
 * the kind already has that name.
 */
export function clusterNames(context: Context, { path }: ValueSlot): readonly Value[] {
  const { known, cursor, document } = context;
  if (!known || path.length !== 2 || path[0] !== 'metadata' || path[1] !== 'name') return [];
  const stated = scalarAt(cursor.root, CLUSTER_NAME_PATH)?.text;
  const [cluster] = context.objectsNear(Cluster).filter((each) => each.document !== document);
  const taken = new Set(
    context.objectsNear(known).flatMap((each) => (each.document === document ? [] : (each.name ?? []))),
  );
  return [...new Set([stated, cluster?.name])].flatMap((text) =>
    text && !taken.has(text) ? [{ text, detail: 'name of the Cluster' }] : [],
  );
}
