import { fixIn } from '../../core/fixes/fix.ts';
import { writeScalar } from '../../core/fixes/write-scalar.ts';
import type { Reference } from '../../core/objects/references.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { View } from '../../core/query/view.ts';
import { placeOf, type Report } from '../../core/rules/rule.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import { nearestTo } from '../../core/text/similar-names.ts';
import { keysOf } from './secret-keys.ts';

/**
 * Returns the report that a Secret in the workspace lacks the key at `path` of the referring object. A Secret without keys
 * may be filled later. `consequence` completes the sentence that begins with the object.
 */
export function missingSecretKey(
  resource: Resource,
  reference: Reference,
  path: NodePath,
  consequence: string,
  view: View,
): readonly Report[] {
  const node = scalarAt(resource.root, path);
  const found = view.resolve(resource, reference);
  const secret = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
  if (!node?.text || isTemplate(node.text) || !secret || !view.isComplete(secret)) return [];
  const keys = keysOf(secret)?.map(({ text }) => text);
  if (!keys || keys.length === 0 || keys.includes(node.text)) return [];
  return [
    {
      resource,
      node,
      path,
      message: `${nameOf(secret)} has no key "${node.text}". ${nameOf(resource)} ${consequence}. Available keys: ${keys.join(', ')}.`,
      related: [
        { place: placeOf(secret, secret.nameNode ?? secret.root), message: `${nameOf(secret)} is defined here.` },
      ],
      fixes: nearestTo(node.text, keys).flatMap((key) => fixIn(`Change to ${key}`, resource, writeScalar(node, key))),
    },
  ];
}
