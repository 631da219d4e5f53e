import type { ItemSlot, ValueSlot } from '../cursor/cursor.ts';
import { scalarText } from '../fixes/write-scalar.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { usagePath } from '../schemas/usage.ts';
import { type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import type { Value } from './value.ts';

/** Returns the values of the schema: booleans, enums and the default, the most used first. */
export function schemaValues(context: Context, slot: ValueSlot): readonly Value[] {
  const { known, input } = context;
  const schema = known && schemaAtPath(known.schema, slot.path);
  if (!known || !schema) return [];
  const path = usagePath(known.schema, slot.path) ?? '';
  const defaultText = isScalar(schema.default) ? String(schema.default) : undefined;
  const values = schema.type === 'boolean' ? ['true', 'false'] : (schema.enum ?? []).filter(isScalar).map(String);
  const all = defaultText === undefined || values.includes(defaultText) ? values : [defaultText, ...values];
  const used = otherItems(context, slot.path);
  return all
    .filter((text) => text !== '' && !used.has(text))
    .map((text) => ({ text, ...(text === defaultText ? { detail: 'default' } : {}) }))
    .sort((a, b) => input.usage.ofValue(known, path, b.text) - input.usage.ofValue(known, path, a.text));
}

/** Returns the other items of the list if the value is an item, since items are rarely repeated. */
function otherItems({ cursor }: Context, path: NodePath): ReadonlySet<string> {
  const index = path.at(-1);
  const list = typeof index === 'number' ? nodeAt(cursor.root, path.slice(0, -1)) : undefined;
  if (list?.kind !== 'sequence') return new Set();
  const others = list.items.filter((_, each) => each !== index);
  return new Set(others.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])));
}

/** Returns the completion for a value, in the existing quotes or in the quotes that it needs. */
export function valueCompletion(context: Context, slot: ValueSlot, value: Value): Completion {
  const { token } = context.cursor;
  const schema = context.known && schemaAtPath(context.known.schema, slot.path);
  return {
    label: value.text,
    kind: 'value',
    ...(value.detail === undefined ? {} : { detail: value.detail }),
    ...(value.documentation === undefined ? {} : { documentation: value.documentation }),
    ...(value.isDeprecated ? { isDeprecated: true } : {}),
    span: token.span,
    insert: [`${token.needsSpace ? ' ' : ''}${written(value.text, token.style, schema)}`],
  };
}

/** Returns values for an item without a dash. */
export function itemValues(context: Context, slot: ItemSlot): readonly Completion[] {
  const items = context.known && schemaAtPath(context.known.schema, slot.path)?.items;
  if (!items?.enum || slot.isOnNewLine) return [];
  const { token } = context.cursor;
  return items.enum.filter(isScalar).map((value) => ({
    label: `- ${value}`,
    filter: String(value),
    kind: 'value',
    span: token.span,
    insert: [`- ${written(String(value), 'plain', items)}`],
  }));
}

function written(text: string, style: ValueSlot['node']['style'], schema: StructuralSchema | undefined): string {
  if (style === 'single') return text.replaceAll("'", "''");
  if (style === 'double') return JSON.stringify(text).slice(1, -1);
  const isText = schema?.type === 'string' && !schema['x-kubernetes-int-or-string'];
  return isText ? scalarText(text) : text;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
