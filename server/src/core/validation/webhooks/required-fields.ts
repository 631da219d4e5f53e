import { nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { MapNode, Node } from '../../syntax/node.ts';
import { isLabelValue } from '../names.ts';
import type { Walk } from '../problem.ts';
import { isNull, isUnknowable } from '../unknowable.ts';
import { FORMS, type WebhookProfile, type WebhookRequirement } from './profile.ts';

/** Reports missing fields that a webhook requires, and invalid label values that it would copy to a label. */
export function checkRequiredFields(root: MapNode, { requirements, copiesToLabel }: WebhookProfile, walk: Walk): void {
  for (const requirement of requirements) checkRequirement(root, requirement, walk);
  const node = copiesToLabel === undefined ? undefined : scalarAt(root, copiesToLabel.split('.'));
  if (node && !isUnknowable(node) && !isLabelValue(node.text))
    walk.problems.push({
      code: 'invalid-metadata',
      path: ['metadata', 'labels'],
      span: node.span,
      node,
      detail:
        "gets this value too, which is not a label value: use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
    });
}

function checkRequirement(root: MapNode, { path, within, unless, form, detail }: WebhookRequirement, walk: Walk): void {
  if (within && !isWritten(nodeAt(root, within))) return;
  if (unless && isWritten(nodeAt(root, unless))) return;
  const node = nodeAt(root, path);
  if (node && isUnknowable(node)) return;
  if (form) {
    if (node?.kind === 'scalar' && !isNull(node) && !FORMS[form](node.text))
      walk.problems.push({ code: 'malformed-value', path, span: node.span, node, detail });
    return;
  }
  const holder = holderOf(root, path);
  if (isWritten(node) || isUnknowable(holder)) return;
  walk.problems.push({ code: 'required-field', path, span: keySpanOf(root, path), node: holder, detail });
}

function isWritten(node: Node | undefined): boolean {
  if (!node || isNull(node)) return false;
  if (node.kind === 'scalar') return node.text !== '';
  return node.kind === 'map' || node.items.length > 0;
}

/** Returns the map that lacks the last key; an absent scalar if that map is missing too. */
function holderOf(root: MapNode, path: readonly string[]): Node {
  return nodeAt(root, path.slice(0, -1)) ?? { kind: 'scalar', span: root.span, text: '', style: 'absent' };
}

/** Returns the span of the deepest key of the path that is written. */
function keySpanOf(root: MapNode, path: readonly string[]) {
  let span = root.entries[0]?.key.span ?? root.span;
  let node: Node | undefined = root;
  for (const key of path) {
    const entry: MapNode['entries'][number] | undefined =
      node?.kind === 'map'
        ? node.entries.find((each) => each.key.kind === 'scalar' && each.key.text === key)
        : undefined;
    if (!entry) break;
    span = entry.key.span;
    node = entry.value;
  }
  return span;
}
