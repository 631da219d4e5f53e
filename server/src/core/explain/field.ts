import type { Descriptions } from '../schemas/descriptions.ts';
import { embeddedTypeOf } from '../schemas/embedded-types.ts';
import { type FieldPlace, fieldHistory } from '../schemas/field-history.ts';
import { minorOf, providerTitle } from '../schemas/releases.ts';
import { resolveKind } from '../schemas/resolved-kind.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { codeSpan, plainMarkdown } from '../text/markdown.ts';
import { sentenceStart } from '../text/sentence.ts';

/** The sources for explanations of fields. */
export interface ExplainSources {
  readonly store: SchemaStore;
  /** The target releases by the name of the provider's repository. */
  readonly targets: Readonly<Record<string, string>>;
  readonly descriptions: Descriptions;
}

/**
 * Returns the description, type, allowed values and releases of a field, in Markdown. Returns an empty string for an
 * unknown field.
 */
export function explainField(field: FieldPlace, { store, targets, descriptions }: ExplainSources): string {
  const { group, kind, version, path } = field;
  const known = resolveKind(store, targets, field);
  const newest = store.releasesServing(group, kind, version).at(-1) ?? '';
  const schema =
    (known && schemaAtPath(known.schema, path)) ??
    schemaAtPath(store.version(group, kind, version, newest)?.schema ?? {}, path);
  const text = descriptions.describe(group, kind, version, path);
  const facts = [
    ...(schema && path.length > 0 ? constraints(schema) : []),
    ...(path[0] === 'metadata' || path.length === 0 ? [] : history(field, store)),
    ...(schema ? embedded(schema) : []),
  ];
  return [...(text === undefined ? [] : [text]), ...(facts.length === 0 ? [] : [facts.join('  \n')])].join('\n\n');
}

/** Returns the name of a type, in the words of `kubectl explain`. */
export function typeName(schema: StructuralSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  if (schema.type === 'array') return `list of ${schema.items ? plural(typeName(schema.items)) : 'anything'}`;
  return schema.type ?? 'anything';
}

function plural(type: string): string {
  return type.startsWith('list') ? type.replace('list', 'lists') : `${type.replace('integer or string', 'value')}s`;
}

function constraints(schema: StructuralSchema): readonly string[] {
  const { enum: values, pattern, format } = schema;
  const lines: string[] = [];
  if (schema.default !== undefined) lines.push(`Default: ${code(schema.default)}`);
  if (values)
    lines.push(
      `One of ${values
        .filter((value) => value !== '')
        .map(code)
        .join(', ')}`,
    );
  if (schema.type === 'boolean' && schema.default === undefined) lines.push('`true` or `false`');
  const range = bounds(schema);
  if (range) lines.push(range);
  if (format && !/^(int32|int64)$/.test(format)) lines.push(`Format: ${plainMarkdown(format)}`);
  if (pattern && pattern.length < 80) lines.push(`Pattern: ${code(pattern)}`);
  return lines;
}

function bounds(schema: StructuralSchema): string | undefined {
  const pairs: readonly [number | undefined, number | undefined, string][] = [
    [schema.minimum, schema.maximum, ''],
    [schema.minLength, schema.maxLength, ' character'],
    [schema.minItems, schema.maxItems, ' item'],
    [schema.minProperties, schema.maxProperties, ' field'],
  ];
  const found = pairs.find(([minimum, maximum]) => minimum !== undefined || maximum !== undefined);
  if (!found) return undefined;
  const [minimum, maximum, unit] = found;
  const counted = unit && (maximum ?? minimum) !== 1 ? `${unit}s` : unit;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}${counted}`;
  return minimum === undefined ? `At most ${maximum}${counted}` : `At least ${minimum}${counted}`;
}

function history(field: FieldPlace, store: SchemaStore): readonly string[] {
  const provider = store.providerOf(field.group, field.kind);
  const { since, until } = fieldHistory(store, field);
  if (!provider || (since === undefined && until === undefined)) return [];
  const from = since === undefined ? '' : ` since ${minorOf(since)}`;
  const to = until === undefined ? '' : ` until ${minorOf(until)}`;
  return [`${plainMarkdown(sentenceStart(providerTitle(provider)))}${from}${from && to ? ',' : ''}${to}`];
}

function embedded(schema: StructuralSchema): readonly string[] {
  const type = embeddedTypeOf(schema);
  return type ? [`Kubernetes: [${type.name}](${type.url})`] : [];
}

function code(value: unknown): string {
  return codeSpan(typeof value === 'string' ? value : JSON.stringify(value));
}
