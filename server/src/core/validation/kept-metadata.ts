import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { isQualifiedName } from './names.ts';
import type { Walk } from './problem.ts';
import { isNull, isUnknowable } from './unknowable.ts';

/** Finalizers are names as those of labels are, and of the two that say what becomes of dependents one stands alone. */
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
      report(item, name === '' ? 'hold an empty name' : `hold what is no name such as example.com/cleanup: ${name}`);
  }
  if (named.has('orphan') && named.has('foregroundDeletion'))
    report(list, 'hold both orphan and foregroundDeletion, and may hold one of them');
}

/** What a cluster notes of who wrote which field, as it stands in manifests that were dumped from one. */
export function checkManagers(metadata: Node | undefined, walk: Walk): void {
  const list = metadata && childOf(metadata, 'managedFields');
  if (list?.kind !== 'sequence') return;
  for (const [index, entry] of list.items.entries()) {
    if (entry.kind !== 'map') continue;
    for (const [key, isRight, detail] of MANAGED) {
      const node = childOf(entry, key);
      if ((node && (node.kind !== 'scalar' || isUnknowable(node))) || isRight(node ? textOf(node) : '')) continue;
      const path = ['metadata', 'managedFields', index, key];
      walk.problems.push({ code: 'invalid-metadata', path, span: (node ?? entry).span, node: node ?? entry, detail });
    }
  }
}

const MANAGED: readonly (readonly [string, (text: string) => boolean, string])[] = [
  ['operation', (text) => text === 'Apply' || text === 'Update', 'must be Apply or Update'],
  ['fieldsType', (text) => text === '' || text === 'FieldsV1', 'must be FieldsV1'],
  ['manager', (text) => text.length <= 128, 'may have 128 characters at most'],
];

/** To the types of Go a null is an empty text. */
function textOf(node: Node): string {
  if (node.kind !== 'scalar' || isNull(node)) return '';
  const value = readScalar(node);
  return value.type === 'string' ? value.value : '';
}
