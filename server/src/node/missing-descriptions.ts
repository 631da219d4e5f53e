import { type SchemaStore, type StructuralSchema, specFields } from '../core/index.ts';
import type { CompiledKind } from './compile-descriptions.ts';

export interface MissingDescription {
  readonly group: string;
  readonly kind: string;
  readonly path: string;
  /** The versions without a description, and schema facts that a description must not contradict. */
  readonly facts: string;
}

/** Returns the fields of each kind's spec that have no description in at least one served version. */
export function missingDescriptions(
  store: SchemaStore,
  compiled: readonly CompiledKind[],
): readonly MissingDescription[] {
  return store.kinds.flatMap(({ group, kind }) => {
    const own = compiled.find((each) => each.group === group && each.kind === kind)?.descriptions ?? {};
    const missing = specFields(store, group, kind).flatMap(({ path, schemas }) => {
      const versions = [...schemas.keys()].filter((version) => !isDescribed(own[path], version));
      const schema = schemas.get(versions[0] ?? '');
      return schema ? [{ group, kind, path, facts: `${versions.join(',')}  ${factsOf(schema)}` }] : [];
    });
    return Object.hasOwn(own, '.') ? missing : [{ group, kind, path: '.', facts: 'the kind itself' }, ...missing];
  });
}

function isDescribed(description: CompiledKind['descriptions'][string] | undefined, version: string): boolean {
  if (description === undefined) return false;
  return typeof description === 'string' || Object.hasOwn(description, version) || Object.hasOwn(description, 'else');
}

const CONSTRAINTS = [
  'format',
  'default',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;

function factsOf(schema: StructuralSchema): string {
  const rules = schema['x-kubernetes-validations']?.map(({ rule }) => `rule ${rule}`) ?? [];
  const facts = CONSTRAINTS.flatMap((key) =>
    schema[key] === undefined ? [] : [`${key} ${JSON.stringify(schema[key])}`],
  );
  const required = schema.required ? [`requires ${schema.required.join(' ')}`] : [];
  return [schema['x-kubernetes-int-or-string'] ? 'int-or-string' : schema.type, ...facts, ...required, ...rules].join(
    '; ',
  );
}
