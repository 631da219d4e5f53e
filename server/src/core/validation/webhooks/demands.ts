import { nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { MapNode, Node } from '../../syntax/node.ts';
import { isLabelValue } from '../names.ts';
import type { Walk } from '../problem.ts';
import { isNull, isUnknowable } from '../unknowable.ts';
import { type Demand, FORMS, type WebhookProfile } from './profile.ts';

/** What a webhook fails without, and what it copies into places with rules of their own. */
export function checkDemands(root: MapNode, { demands, copiesToLabel }: WebhookProfile, walk: Walk): void {
  for (const demand of demands) checkDemand(root, demand, walk);
  const node = copiesToLabel === undefined ? undefined : scalarAt(root, copiesToLabel.split('.'));
  if (node && !isUnknowable(node) && !isLabelValue(node.text))
    walk.problems.push({
      code: 'invalid-metadata',
      path: ['metadata', 'labels'],
      span: node.span,
      node,
      detail: 'holds this value too, and it must be letters, digits, -, _ and . alone, 63 at most',
    });
}

function checkDemand(root: MapNode, { path, within, unless, form, detail }: Demand, walk: Walk): void {
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

/** The map that lacks the last key; something without fields where that map is missing itself. */
function holderOf(root: MapNode, path: readonly string[]): Node {
  return nodeAt(root, path.slice(0, -1)) ?? { kind: 'scalar', span: root.span, text: '', style: 'absent' };
}

/** The key of the deepest map on the way that is written. */
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
