import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { isQualifiedName } from './names.ts';
import type { Walk } from './problem.ts';
import { isNull, isUnknowable } from './unknowable.ts';

/** Reports malformed finalizers, and the two exclusive ones together. */
export function checkFinalizers(metadata: Node | undefined, walk: Walk): void {
  const list = metadata && childOf(metadata, 'finalizers');
  if (list?.kind !== 'sequence') return;
  const report = (node: Node, detail: string) =>
    walk.problems.push({ code: 'invalid-metadata', path: ['metadata', 'finalizers'], span: node.span, node, detail });
  const named = new Set<string>();
  for (const item of list.items) {
    if (item.kind !== 'scalar' || isUnknowable(item)) continue;
    const name = textOf(item);
    named.add(name);
    if (!isQualifiedName(name))
      report(
        item,
        name === '' ? 'has an empty item' : `has the item "${name}", which is not a name such as example.com/cleanup`,
      );
  }
  if (named.has('orphan') && named.has('foregroundDeletion'))
    report(list, 'must not have both orphan and foregroundDeletion');
}

/** Reports malformed `managedFields`, which manifests contain that were dumped from a cluster. */
export function checkManagedFields(metadata: Node | undefined, walk: Walk): void {
  const list = metadata && childOf(metadata, 'managedFields');
  if (list?.kind !== 'sequence') return;
  for (const [index, entry] of list.items.entries()) {
    if (entry.kind !== 'map') continue;
    for (const [key, isValid, detail] of MANAGED) {
      const node = childOf(entry, key);
      if ((node && (node.kind !== 'scalar' || isUnknowable(node))) || isValid(node ? textOf(node) : '')) continue;
      const path = ['metadata', 'managedFields', index, key];
      walk.problems.push({ code: 'invalid-metadata', path, span: (node ?? entry).span, node: node ?? entry, detail });
    }
  }
}

const MANAGED: readonly (readonly [string, (text: string) => boolean, string])[] = [
  ['operation', (text) => text === 'Apply' || text === 'Update', 'must be Apply or Update'],
  ['fieldsType', (text) => text === '' || text === 'FieldsV1', 'must be FieldsV1'],
  ['manager', (text) => text.length <= 128, 'must have at most 128 characters'],
];

/** Returns a string as Go decodes it: null is the empty string. */
function textOf(node: Node): string {
  if (node.kind !== 'scalar' || isNull(node)) return '';
  const value = readScalar(node);
  return value.type === 'string' ? value.value : '';
}
