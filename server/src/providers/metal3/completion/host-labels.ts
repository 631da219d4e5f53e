import type { Context } from '../../../core/completion/context.ts';
import { pairsOf } from '../../../core/completion/map-keys.ts';
import type { KnownKey } from '../../../core/completion/value.ts';
import { nameOf } from '../../../core/objects/resource.ts';
import { type NodePath, nodeAt } from '../../../core/syntax/lookup.ts';
import { BareMetalHost } from '../../baremetal-operator/kinds.ts';

/** Offers the labels of nearby hosts in a host selector. */
export function hostLabels(context: Context, path: NodePath): readonly KnownKey[] {
  if (path.at(-1) !== 'matchLabels' || path.at(-2) !== 'hostSelector') return [];
  return context
    .objectsNear(BareMetalHost)
    .flatMap((host) => pairsOf(nodeAt(host.root, ['metadata', 'labels']), `from ${nameOf(host)}`));
}
