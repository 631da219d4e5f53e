import type { KeySlot, ValueSlot } from '../cursor/cursor.ts';
import { scalarText } from '../fixes/write-scalar.ts';
import { nameOf } from '../objects/resource.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import { type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { sameItems } from '../text/same-items.ts';
import { shapeOf } from './after-key.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import { withoutTrailingSpaces } from './keys.ts';
import type { KnownKey, Value } from './value.ts';

/**
 * Returns keys for a map with arbitrary keys, such as labels: first keys that must match other maps, then well-known
 * ones.
 */
export function mapKeyCompletions(context: Context, slot: KeySlot): readonly Completion[] {
  const { known, cursor, indentation, eol } = context;
  const schema = known && schemaAtPath(known.schema, slot.path);
  if (!schema || shapeOf(schema) !== 'map' || schema.additionalProperties === undefined) return [];
  const { token } = cursor;
  const present = new Set<string>();
  for (const { key } of slot.map?.entries.filter((entry) => entry !== slot.entry) ?? [])
    present.add(key.kind === 'scalar' ? key.text : '');
  const column = slot.isOnNewLine ? slot.column + indentation.step : slot.column;
  const lead = slot.isOnNewLine ? `${eol}${' '.repeat(column)}` : token.needsSpace ? ' ' : '';
  const isComplete = slot.hasColon || (slot.isFlow && token.style !== 'plain');
  const follow = (value: string | undefined) => {
    if (isComplete) return '';
    if (token.isFollowed || token.hasBlockBelow) return ':';
    return value === undefined ? ': ' : `: ${scalarText(value)}`;
  };
  return keysAt(context, slot.path)
    .filter(({ key }) => !present.has(key))
    .map(({ key, value, purpose }) => ({
      label: key,
      kind: 'label',
      ...(value === undefined ? {} : { detail: value }),
      ...(purpose === undefined ? {} : { documentation: purpose }),
      span: token.span,
      insert: [`${lead}${key}${follow(value)}`],
      ...(slot.isOnNewLine ? withoutTrailingSpaces(context) : {}),
    }));
}

/** Returns values for a key of such a map. */
export function mapValues(context: Context, { path }: ValueSlot): readonly Value[] {
  const { known } = context;
  const key = path.at(-1);
  const holder = path.slice(0, -1);
  const schema = known && schemaAtPath(known.schema, holder);
  if (typeof key !== 'string' || !schema || shapeOf(schema) !== 'map') return [];
  const own = keysAt(context, holder).filter((each) => each.key === key);
  return own.flatMap(({ value, values = [], detail }) =>
    [...(value === undefined ? [] : [value]), ...values].map((text) => ({ text, ...(detail ? { detail } : {}) })),
  );
}

/** Returns the known keys of a map, most certain first. Keys may repeat. */
function keysAt(context: Context, path: NodePath): readonly KnownKey[] {
  return [
    ...counterparts(context, path),
    ...context.input.workspace.features.completion.mapKeys.flatMap((source) => source(context, path)),
    ...keysOfOthers(context, path),
  ];
}

const SELECTOR: NodePath = ['spec', 'selector', 'matchLabels'];
const TEMPLATE: NodePath = ['spec', 'template', 'metadata', 'labels'];

/** Returns the labels of the pod or machine template for a selector, and the other way around. */
function counterparts({ cursor }: Context, path: NodePath): readonly KnownKey[] {
  if (sameItems(path, SELECTOR)) return pairsOf(nodeAt(cursor.root, TEMPLATE), 'from the template');
  return sameItems(path, TEMPLATE) ? pairsOf(nodeAt(cursor.root, SELECTOR), 'from the selector') : [];
}

/** Returns the keys of the same map in other objects of the kind; also for selectors and annotations. */
function keysOfOthers(context: Context, path: NodePath): readonly KnownKey[] {
  const { known, document } = context;
  if (!known) return [];
  const others = context.objectsNear(known).slice(0, 20);
  return others
    .filter((resource) => resource.document !== document && !resource.broken)
    .flatMap((resource) => pairsOf(nodeAt(resource.root, path), `used by ${nameOf(resource)}`))
    .map(({ key, value, detail }) => ({
      key,
      ...(value === undefined ? {} : { values: [value] }),
      ...(detail ? { detail } : {}),
    }));
}

/** Returns the scalar entries of a map. */
export function pairsOf(node: Node | undefined, detail: string): readonly KnownKey[] {
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    if (key.kind !== 'scalar' || key.text === '' || value.kind !== 'scalar') return [];
    const isShort = value.style !== 'absent' && value.text !== '' && !value.text.includes('\n');
    return [{ key: key.text, detail, ...(isShort ? { value: value.text } : {}) }];
  });
}
