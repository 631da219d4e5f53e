import {
  type Descriptions,
  embeddedTypeOf,
  fieldHistory,
  type SchemaStore,
  type StructuralSchema,
  schemaAtPath,
} from '../../core/index.ts';
import { suggestionFor, unknownName } from '../output/unknown-name.ts';
import { UsageError } from '../usage-error.ts';

export interface ExplainOptions {
  readonly store: SchemaStore;
  readonly descriptions: Descriptions;
  readonly kind: string;
  /** Keys joined by dots; empty for the kind itself. */
  readonly path: string;
  /** The newest served where absent. */
  readonly version: string | undefined;
}

/** Describes a field as text: purpose, type, allowed values, fields below it, and the releases that have it. */
export function explainField({ store, descriptions, kind: kindName, path, version: wanted }: ExplainOptions): string {
  const entry = store.kinds.find(({ kind }) => kind.toLowerCase() === kindName.toLowerCase());
  const provider = entry && store.providerOf(entry.group, entry.kind);
  if (!entry || !provider)
    throw new UsageError(
      unknownName(
        'kind',
        kindName,
        store.kinds.map((each) => each.kind),
      ),
    );
  const { group, kind } = entry;
  const versions = [
    ...new Set(provider.releases.toReversed().flatMap((each) => store.versionsServed(group, kind, each))),
  ];
  const version = wanted ?? versions[0] ?? '';
  const release = store.releasesServing(group, kind, version).at(-1);
  const own = release === undefined ? undefined : store.version(group, kind, version, release);
  if (!own) throw new UsageError(`${kind} has no version "${version}".${suggestionFor(version, versions)}`);
  const steps = path
    .replaceAll('[]', '')
    .split('.')
    .filter((step) => step !== '');
  const field = schemaAtPath(own.schema, steps);
  if (!field)
    throw new UsageError(
      `${kind} ${version} has no field ${path} in ${provider.name} ${release}.${nearbyFields(own.schema, steps)}`,
    );
  const { since, until } = fieldHistory(store, { group, kind, version, path: steps });
  return [
    `${kind} ${group}/${version}${path === '' ? '' : `\n${path}`}`,
    ...described(descriptions.describe(group, kind, version, steps)),
    `type       ${typeOf(field)}`,
    ...embedded(field),
    ...facts(field),
    `releases   ${provider.name}: ${since ? `since ${since}` : 'all that serve the version'}${until ? `, until ${until}` : ''}`,
    ...fieldLines(field),
    '',
  ].join('\n');
}

function described(text: string | undefined): readonly string[] {
  return text === undefined ? [] : ['', ...wrapped(text, 100), ''];
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function embedded(field: StructuralSchema): readonly string[] {
  const type = embeddedTypeOf(field);
  return type ? [`of         Kubernetes: ${type.name}, ${type.url}`] : [];
}

function typeOf(schema: StructuralSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  if (schema.type === 'array') return `[]${schema.items ? typeOf(schema.items) : ''}`;
  if (typeof schema.additionalProperties === 'object') return `map[string]${typeOf(schema.additionalProperties)}`;
  return schema.format ? `${schema.type} (${schema.format})` : (schema.type ?? 'anything');
}

function facts(schema: StructuralSchema): readonly string[] {
  const line = (name: string, value: unknown) =>
    value === undefined ? [] : [`${name.padEnd(10)} ${JSON.stringify(value)}`];
  return [
    ...line('default', schema.default),
    ...line('enum', schema.enum),
    ...line('pattern', schema.pattern),
    ...line('minimum', schema.minimum),
    ...line('maximum', schema.maximum),
    ...range('length', schema.minLength, schema.maxLength),
    ...range('items', schema.minItems, schema.maxItems),
    ...range('keys', schema.minProperties, schema.maxProperties),
    ...(schema['x-kubernetes-validations'] ?? []).flatMap(({ rule }) => line('rule', rule)),
  ];
}

function fieldLines(schema: StructuralSchema): readonly string[] {
  const holder = schema.type === 'array' ? (schema.items ?? {}) : schema;
  const fields = Object.entries(holder.properties ?? {});
  if (fields.length === 0) return [];
  const required = new Set(holder.required);
  return [
    'fields',
    ...fields.map(([name, field]) => `  ${name}  ${typeOf(field)}${required.has(name) ? '  required' : ''}`),
  ];
}

/** Suggests a field of the deepest object on the path that exists. */
function nearbyFields(schema: StructuralSchema, steps: readonly string[]): string {
  for (let length = steps.length - 1; length >= 0; length--) {
    const parent = schemaAtPath(schema, steps.slice(0, length));
    const names = Object.keys((parent?.type === 'array' ? parent.items : parent)?.properties ?? {});
    if (names.length > 0) return suggestionFor(steps[length] ?? '', names);
  }
  return '';
}

function range(name: string, least: number | undefined, most: number | undefined): readonly string[] {
  if (least === undefined && most === undefined) return [];
  return [`${name.padEnd(10)} ${most === undefined ? `${least} or more` : `${least ?? 0} to ${most}`}`];
}
