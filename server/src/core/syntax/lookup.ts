import { contains } from '../text/span.ts';
import { isMergeKey } from './merge-keys.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';

/** A step into a tree: a key of a map or an index of a sequence. */
export type PathStep = string | number;
export type NodePath = readonly PathStep[];

/** Returns the entry of `key`, also from a merge key; of duplicate keys the last one, as in Kubernetes. */
export function entryOf(node: Node | undefined, key: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (let index = node.entries.length - 1; index >= 0; index--) {
    const entry = node.entries[index];
    if (entry?.key.kind !== 'scalar') continue;
    if (entry.key.text === key) return entry;
    const merged = isMergeKey(entry.key) ? mergedEntry(entry.value, key) : undefined;
    if (merged) return merged;
  }
  return undefined;
}

function mergedEntry(value: Node, key: string): MapEntry | undefined {
  if (value.kind !== 'sequence') return entryOf(value, key);
  for (const item of value.items) {
    const found = entryOf(item, key);
    if (found) return found;
  }
  return undefined;
}

export function childOf(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

export function nodeAt(node: Node | undefined, path: NodePath): Node | undefined {
  let current = node;
  for (const step of path) {
    if (typeof step === 'string') current = childOf(current, step);
    else current = current?.kind === 'sequence' ? current.items[step] : undefined;
  }
  return current;
}

/** Returns the non-empty scalar at `path`. */
export function scalarAt(node: Node | undefined, path: NodePath): ScalarNode | undefined {
  const found = nodeAt(node, path);
  return found?.kind === 'scalar' && found.style !== 'absent' ? found : undefined;
}

/** Returns the path of the deepest value that contains an offset, in the value or its key. */
export function pathAtOffset(root: Node, offset: number): NodePath {
  const path: PathStep[] = [];
  const holds = ({ span }: Node) => contains(span, offset);
  for (let node: Node | undefined = root; node; ) {
    const at: Node = node;
    node = undefined;
    if (at.kind === 'map') {
      const entry: MapEntry | undefined = at.entries.find(({ key, value }) => holds(key) || holds(value));
      if (entry?.key.kind !== 'scalar') break;
      path.push(entry.key.text);
      node = entry.value;
    } else if (at.kind === 'sequence') {
      const index = at.items.findIndex(holds);
      if (index < 0) break;
      path.push(index);
      node = at.items[index];
    }
  }
  return path;
}

/** Returns `spec.pools[0].start`, with quotes around keys that contain a dot, as in kubectl. */
export function pathText(path: NodePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/[.[\]]/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** A longer path would fill the part of a message that lists of problems show. */
const MAX_PATH = 44;

/** Returns the path, or its last steps if it is long: `…rollingUpdate.maxSurge`. The place of a message shows the rest. */
export function shortPathText(path: NodePath): string {
  const text = pathText(path);
  if (text.length <= MAX_PATH) return text;
  // An index or a key with a dot only makes sense after a name.
  const ends = path.map((_, from) => pathText(path.slice(from))).filter((end) => !end.startsWith('['));
  return `…${ends.find((end) => end.length < MAX_PATH) ?? ends.at(-1)}`;
}
