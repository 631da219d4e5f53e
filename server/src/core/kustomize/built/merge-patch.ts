import { entryOf } from '../../syntax/lookup.ts';
import type { MapNode, Node } from '../../syntax/node.ts';
import { isNull } from '../../validation/unknowable.ts';
import { withEntry, withValue } from './edit-tree.ts';
import type { Origins } from './origins.ts';

/**
 * Returns an object after a strategic merge patch; undefined if the result is not certain. kustomize merges maps, removes
 * what the patch sets to null, and replaces lists, because it does not know merge keys for custom resources. It knows
 * them for the kinds of Kubernetes, so for these the result of a list is not certain.
 *
 * Source: kustomize, kyaml/yaml/merge2/merge2.go.
 */
export function mergePatch(target: Node, patch: Node, origins: Origins, knowsLists: boolean): Node | undefined {
  if (target.kind !== 'map' || patch.kind !== 'map') return undefined;
  let merged: MapNode | undefined = target;
  for (const entry of patch.entries) {
    const { key, value } = entry;
    // `$patch` and other directives, and merge keys.
    if (key.kind !== 'scalar' || key.text.startsWith('$') || key.text === '<<') return undefined;
    const known: Node | undefined = entryOf(merged, key.text)?.value;
    if (isNull(value)) {
      if (known) merged = withValue(merged, key.text, undefined, origins);
    } else if (known && !isNull(known)) {
      const next = value.kind === known.kind ? mergedValue(known, value, origins, knowsLists) : undefined;
      merged = next && withEntry(merged, entry, next, origins);
    } else {
      merged = isPlain(value, knowsLists) ? withEntry(merged, entry, value, origins) : undefined;
    }
    if (!merged) return undefined;
  }
  return merged;
}

function mergedValue(known: Node, value: Node, origins: Origins, knowsLists: boolean): Node | undefined {
  if (value.kind === 'map') return mergePatch(known, value, origins, knowsLists);
  return isPlain(value, knowsLists) ? value : undefined;
}

/** True if a value has no directives, merge keys or lists with merge keys in it. */
function isPlain(node: Node, knowsLists: boolean): boolean {
  if (node.kind === 'scalar') return true;
  if (node.kind === 'sequence') return !knowsLists && node.items.every((item) => isPlain(item, knowsLists));
  return node.entries.every(
    ({ key, value }) =>
      key.kind === 'scalar' && !key.text.startsWith('$') && key.text !== '<<' && isPlain(value, knowsLists),
  );
}
