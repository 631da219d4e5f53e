import type { ItemSlot, KeySlot } from '../cursor/cursor.ts';
import { typeName } from '../explain/field.ts';
import { fieldHistory } from '../schemas/field-history.ts';
import { minorOf } from '../schemas/releases.ts';
import type { ResolvedKind } from '../schemas/resolved-kind.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { joinPath, usagePath } from '../schemas/usage.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { span, type TextChange } from '../text/span.ts';
import type { Template } from '../text/template.ts';
import { afterKey, type Layout, shapeOf } from './after-key.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';

/** Returns the missing keys of the object at a slot: required ones first, then by usage, and deprecated ones last. */
export function keyCompletions(context: Context, slot: KeySlot): readonly Completion[] {
  const { known } = context;
  if (!known) return [];
  const schema = schemaAtPath(known.schema, slot.path);
  if (!schema || shapeOf(schema) !== 'object') return [];
  const present = keysOf(slot.map, slot);
  return fieldsOf(context, known, schema, slot.path)
    .filter(({ name }) => !present.has(name))
    .map((field) => ({ ...head(context, field), ...insertKey(context, slot, field) }));
}

/** Returns items for a list, each starting with one of the item's keys. */
export function itemCompletions(context: Context, slot: ItemSlot): readonly Completion[] {
  const { known, indentation, eol, cursor } = context;
  const items = known && schemaAtPath(known.schema, slot.path)?.items;
  if (!known || !items || shapeOf(items) !== 'object') return [];
  const { token } = cursor;
  const column = slot.isOnNewLine ? slot.column + indentation.dash : slot.column;
  const lead = slot.isOnNewLine ? `${eol}${' '.repeat(column)}- ` : '- ';
  return fieldsOf(context, known, items, [...slot.path, 0]).map((field) => ({
    ...head(context, field),
    label: `- ${field.name}`,
    filter: field.name,
    span: token.span,
    insert: [lead, field.name, ...afterKey(field.schema, field.usagePath, column + 2, layoutOf(context, known))],
    ...(slot.isOnNewLine ? withoutTrailingSpaces(context) : {}),
  }));
}

interface Field {
  readonly name: string;
  readonly schema: StructuralSchema;
  readonly path: NodePath;
  readonly usagePath: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly known: ResolvedKind;
  /** Set if the target release does not have the field. */
  readonly note?: string;
}

function fieldsOf(context: Context, known: ResolvedKind, schema: StructuralSchema, path: NodePath): readonly Field[] {
  const { usage, workspace } = context.input;
  const parent = usagePath(known.schema, path) ?? '';
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, fieldSchema]): Field[] => {
    if (isWrittenByServer(name, path)) return [];
    const isRequired = schema.required?.includes(name) === true;
    const below = [...path, name];
    const isDeprecated = workspace.features.completion.isDeprecated(known, below);
    return [
      { name, schema: fieldSchema, path: below, usagePath: joinPath(parent, name), isRequired, isDeprecated, known },
    ];
  });
  const count = new Map(fields.map((field) => [field, usage.ofField(known, field.usagePath)]));
  fields.sort(
    (a, b) =>
      Number(b.isRequired) - Number(a.isRequired) ||
      Number(a.isDeprecated) - Number(b.isDeprecated) ||
      (count.get(b) ?? 0) - (count.get(a) ?? 0),
  );
  return [...fields, ...fieldsOfNewer(context, known, schema, path, parent)];
}

/** Returns the fields that only releases after the target have. */
function fieldsOfNewer(
  { input }: Context,
  known: ResolvedKind,
  schema: StructuralSchema,
  path: NodePath,
  parent: string,
): readonly Field[] {
  const { store } = input.schemas;
  const newest = store.releasesServing(known.group, known.kind, known.version).at(-1);
  if (newest === undefined || newest === known.release) return [];
  const newestVersion = store.version(known.group, known.kind, known.version, newest);
  const newer =
    newestVersion && newestVersion !== known.kindVersion
      ? schemaAtPath(newestVersion.schema, path)?.properties
      : undefined;
  return Object.entries(newer ?? {}).flatMap(([name, field]): Field[] => {
    if (schema.properties?.[name]) return [];
    const below = [...path, name];
    const { since } = fieldHistory(store, { ...known, path: below });
    const note = since === undefined ? undefined : `since ${store.titleOf(known.provider)} ${minorOf(since)}`;
    return note === undefined
      ? []
      : [
          {
            name,
            schema: field,
            path: below,
            usagePath: joinPath(parent, name),
            isRequired: false,
            isDeprecated: false,
            known,
            note,
          },
        ];
  });
}

/** Returns true for fields of the schema that only the API server or controllers set. */
function isWrittenByServer(name: string, path: NodePath): boolean {
  if (path.length === 0) return name === 'status';
  return path.length === 1 && path[0] === 'metadata' && SERVER_METADATA.has(name);
}

const SERVER_METADATA: ReadonlySet<string> = new Set([
  ...['selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields'],
]);

function head({ cursor }: Context, { name, schema, path, known, isRequired, isDeprecated, note }: Field) {
  const { group, kind, version } = known;
  const type = typeName(schema);
  return {
    label: name,
    kind: 'field' as const,
    detail: note ?? (isRequired ? `${type}, required` : isDeprecated ? `${type}, deprecated` : type),
    ...(isDeprecated ? { isDeprecated: true as const } : {}),
    span: cursor.token.span,
    field: { group, kind, version, path },
  };
}

function insertKey(context: Context, slot: KeySlot, field: Field) {
  const { cursor, indentation, eol } = context;
  const { token } = cursor;
  const column = slot.isOnNewLine ? slot.column + indentation.step : slot.column;
  const lead = slot.isOnNewLine ? [`${eol}${' '.repeat(column)}`] : token.needsSpace ? [' '] : [];
  const follow = followOf(context, slot, field, column);
  const shape = shapeOf(field.schema);
  const retriggers = follow.length > 0 && (shape !== 'scalar' || isClosed(field.schema));
  return {
    insert: [...lead, field.name, ...follow],
    ...(retriggers ? { retriggers: true as const } : {}),
    ...(slot.isOnNewLine ? withoutTrailingSpaces(context) : {}),
  };
}

function followOf(context: Context, slot: KeySlot, { schema, usagePath, known }: Field, column: number): Template {
  const { token } = context.cursor;
  if (slot.hasColon) return [];
  if (slot.isFlow) {
    const shape = shapeOf(schema);
    if (token.style !== 'plain') return [];
    return shape === 'scalar' ? [': '] : shape === 'array' ? [': [', { stop: 0 }, ']'] : [': {', { stop: 0 }, '}'];
  }
  if (token.isFollowed || token.hasBlockBelow) return [':'];
  return afterKey(schema, usagePath, column, layoutOf(context, known));
}

function isClosed(schema: StructuralSchema): boolean {
  return schema.type === 'boolean' || schema.enum !== undefined || schema.default !== undefined;
}

export function layoutOf({ eol, indentation, input }: Context, kind: ResolvedKind): Layout {
  return { eol, indentation, usage: input.usage, kind };
}

/** Removes trailing spaces after the colon of the key that the inserted lines go below. */
export function withoutTrailingSpaces({ document, cursor }: Context): { additionalChanges?: readonly TextChange[] } {
  const end = cursor.token.span.start;
  let start = end;
  while (document.text[start - 1] === ' ') start--;
  return start === end ? {} : { additionalChanges: [{ span: span(start, end), newText: '' }] };
}

function keysOf(map: MapNode | undefined, slot: KeySlot): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const entry of map?.entries ?? [])
    if (entry !== slot.entry && entry.key.kind === 'scalar') keys.add(entry.key.text);
  return keys;
}
