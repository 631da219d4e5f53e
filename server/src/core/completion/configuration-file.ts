import { configurationSchema } from '../configuration/configuration-schema.ts';
import type { Slot } from '../cursor/cursor.ts';
import type { RuleDescription } from '../findings/rule-description.ts';
import type { ResolvedKind } from '../schemas/resolved-kind.ts';
import { schemaAtPath } from '../schemas/schema-at-path.ts';
import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { Completion } from './completion.ts';
import type { Context } from './context.ts';
import { keyCompletions } from './keys.ts';
import { schemaValues, valueCompletion } from './values.ts';

/** Returns the completions in a configuration file: its fields, providers, releases, rules and severities. */
export function configurationCompletions(context: Context, rules: readonly RuleDescription[]): readonly Completion[] {
  // One name for each provider and rule is enough.
  const providers = context.input.schemas.store.providers.map(({ name, releases }) => ({ name, releases }));
  const names = rules.map(({ id, summary }) => ({ id, summary }));
  const schema = structuralSchema(configurationSchema(providers, names));
  const known: ResolvedKind = { ...NO_KIND, schema, kindVersion: { ...NO_VERSION, schema } };
  return context.cursor.slots.flatMap((slot) => inSlot({ ...context, known }, slot));
}

const NO_VERSION = { served: true, storage: true, deprecated: false, isNamespaced: false, hasStatus: false };
const NO_KIND = { group: '', kind: '', version: '', provider: '', release: '' };

function inSlot(context: Context & { readonly known: ResolvedKind }, slot: Slot): readonly Completion[] {
  if (slot.kind === 'item') return [];
  if (slot.kind === 'value') return schemaValues(context, slot).map((value) => valueCompletion(context, slot, value));
  return keyCompletions(context, slot).map(({ field, ...completion }) => {
    const description = field && schemaAtPath(context.known.schema, field.path)?.description;
    return description === undefined ? completion : { ...completion, documentation: description };
  });
}

/** Returns the part of a JSON Schema that completion reads. Of alternatives, the first one lists the known values. */
function structuralSchema(schema: JsonValue): StructuralSchema {
  const { type, description, items, properties, anyOf, enum: values } = schema as JsonSchema;
  const listed = values ?? anyOf?.[0]?.enum;
  return {
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(listed === undefined ? {} : { enum: listed }),
    ...(items === undefined ? {} : { items: structuralSchema(items) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, structuralSchema(each)]),
          ),
        }),
  };
}

/** The keywords that the schema of configuration files has. */
interface JsonSchema {
  readonly type?: NonNullable<StructuralSchema['type']>;
  readonly description?: string;
  readonly enum?: readonly JsonValue[];
  readonly anyOf?: readonly { readonly enum?: readonly JsonValue[] }[];
  readonly items?: JsonValue;
  readonly properties?: Readonly<Record<string, JsonValue>>;
}
