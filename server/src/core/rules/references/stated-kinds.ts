import type { GroupKind } from '../../objects/group-kind.ts';
import { splitApiVersion } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { type NodePath, type PathStep, scalarAt } from '../../syntax/lookup.ts';
import { mergedEntries } from '../../syntax/merge-keys.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';

/** A field that contains the group of a reference: `apiGroup` or `apiVersion`. */
export interface StatedGroup {
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly group: string;
  /** Empty in `apiGroup`. */
  readonly version: string;
}

/** Returns the groups that a reference states. */
export function groupsAt(root: Node, reference: NodePath): readonly StatedGroup[] {
  return ['apiGroup', 'apiVersion'].flatMap((key) => {
    const path = [...reference, key];
    const node = scalarAt(root, path);
    if (!node || isTemplate(node.text)) return [];
    const stated = key === 'apiGroup' ? { group: node.text, version: '' } : splitApiVersion(node.text);
    return [{ node, path, ...stated }];
  });
}

/** What the API server and its controllers write. */
const NOT_REFERENCES: ReadonlySet<string> = new Set(['metadata', 'status']);

/** Returns the references of an object that state a kind, a name and a group. */
export function statedKindsIn(root: Node): readonly StatedKind[] {
  const found: StatedKind[] = [];
  for (const { key, value } of root.kind === 'map' ? root.entries : [])
    if (key.kind === 'scalar' && !NOT_REFERENCES.has(key.text)) addStatedKinds(value, [key.text], found);
  return found;
}

type StatedKind = StatedGroup & { readonly target: GroupKind };

/** Hot path: visits every node of an object. `path` is one array, which is copied only for a reference. */
function addStatedKinds(value: Node, path: PathStep[], found: StatedKind[]): void {
  if (value.kind === 'scalar') return;
  if (value.kind === 'sequence') {
    for (let index = 0; index < value.items.length; index++)
      addStatedKindsBelow(value.items[index], index, path, found);
    return;
  }
  const kind = scalarAt(value, ['kind'])?.text;
  if (kind !== undefined && scalarAt(value, ['name']))
    for (const each of groupsAt(value, []))
      found.push({ ...each, path: [...path, ...each.path], target: { group: each.group, kind } });
  for (const { key, value: inner } of mergedEntries(value))
    if (key.kind === 'scalar') addStatedKindsBelow(inner, key.text, path, found);
}

function addStatedKindsBelow(inner: Node | undefined, step: PathStep, path: PathStep[], found: StatedKind[]): void {
  if (!inner || inner.kind === 'scalar') return;
  path.push(step);
  addStatedKinds(inner, path, found);
  path.pop();
}
