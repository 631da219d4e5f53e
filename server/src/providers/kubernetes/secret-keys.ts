import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';

/** Returns the keys of a Secret, or undefined if some of them are unknown. */
export function keysOf(secret: Resource): readonly ScalarNode[] | undefined {
  const keys: ScalarNode[] = [];
  for (const field of ['data', 'stringData']) {
    const node = nodeAt(secret.root, [field]);
    if (!node || (node.kind === 'scalar' && node.style === 'absent')) continue;
    if (node.kind !== 'map') return undefined;
    for (const { key } of node.entries) {
      if (key.kind !== 'scalar' || isTemplate(key.text) || key.text === '<<') return undefined;
      keys.push(key);
    }
  }
  return keys;
}
