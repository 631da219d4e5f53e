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
import { withoutBlanks } from './keys.ts';
import type { KnownKey, Value } from './value.ts';

/** Keys of a map whose keys are its author's, such as labels: those that must agree with others, then well-known ones. */
export function mapKeyCompletions(context: Context, slot: KeySlot): readonly Completion[] {
  const { known, cursor, indentation, eol } = context;
  const schema = known && schemaAtPath(known.schema, slot.path);
  if (!schema || shapeOf(schema) !== 'map' || schema.additionalProperties === undefined) return [];
  const { token } = cursor;
  const present = new Set<string>();
  for (const { key } of slot.map?.entries.filter((entry) => entry !== slot.entry) ?? [])
    present.add(key.kind === 'scalar' ? key.text : '');
  const column = slot.goesBelow ? slot.column + indentation.step : slot.column;
  const lead = slot.goesBelow ? `${eol}${' '.repeat(column)}` : token.needsSpace ? ' ' : '';
  const isWhole = slot.hasColon || (slot.isFlow && token.style !== 'plain');
  const follow = (value: string | undefined) => {
    if (isWhole) return '';
    if (token.isFollowed || token.hasBlockBelow) return ':';
    return value === undefined ? ': ' : `: ${scalarText(value)}`;
  };
  return keysAt(context, slot.path)
    .filter(({ key }) => !present.has(key))
    .map(({ key, value, words }) => ({
      label: key,
      kind: 'label',
      ...(value === undefined ? {} : { detail: value }),
      ...(words === undefined ? {} : { documentation: words }),
      span: token.span,
      insert: [`${lead}${key}${follow(value)}`],
      ...(slot.goesBelow ? withoutBlanks(context) : {}),
    }));
}

/** The value of such a key. */
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

/** All that is known of a map's keys, the surest first; the same key may come more than once. */
function keysAt(context: Context, path: NodePath): readonly KnownKey[] {
  return [
    ...counterparts(context, path),
    ...context.asks.workspace.features.completion.mapKeys.flatMap((source) => source(context, path)),
    ...keysElsewhere(context, path),
  ];
}

const SELECTOR: NodePath = ['spec', 'selector', 'matchLabels'];
const TEMPLATE: NodePath = ['spec', 'template', 'metadata', 'labels'];

/** A selector chooses by the labels of the template beside it. */
function counterparts({ cursor }: Context, path: NodePath): readonly KnownKey[] {
  if (sameItems(path, SELECTOR)) return pairsOf(nodeAt(cursor.root, TEMPLATE), 'as the template has it');
  return sameItems(path, TEMPLATE) ? pairsOf(nodeAt(cursor.root, SELECTOR), 'as the selector wants it') : [];
}

/** The keys of the same map in other objects of the kind; in selectors and annotations as well. */
function keysElsewhere(context: Context, path: NodePath): readonly KnownKey[] {
  const { known, document } = context;
  if (!known) return [];
  const others = context.objectsNear(known).slice(0, 20);
  return others
    .filter((resource) => resource.document !== document && !resource.broken)
    .flatMap((resource) => pairsOf(nodeAt(resource.root, path), `as ${nameOf(resource)} has it`))
    .map(({ key, value, detail }) => ({
      key,
      ...(value === undefined ? {} : { values: [value] }),
      ...(detail ? { detail } : {}),
    }));
}

/** The scalar entries of a map. */
export function pairsOf(node: Node | undefined, detail: string): readonly KnownKey[] {
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    if (key.kind !== 'scalar' || key.text === '' || value.kind !== 'scalar') return [];
    const isShort = value.style !== 'absent' && value.text !== '' && !value.text.includes('\n');
    return [{ key: key.text, detail, ...(isShort ? { value: value.text } : {}) }];
  });
}
