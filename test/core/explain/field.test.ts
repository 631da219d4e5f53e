import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainField, typeName } from '../../../server/src/core/explain/field.ts';
import {
  bundleProvider,
  Descriptions,
  type JsonValue,
  SchemaStore,
  type StructuralSchema,
} from '../../../server/src/core/index.ts';

describe('typeName', () => {
  const cases: readonly (readonly [schema: StructuralSchema, name: string])[] = [
    [{ type: 'string' }, 'string'],
    [{}, 'anything'],
    [{ 'x-kubernetes-int-or-string': true }, 'integer or string'],
    [{ type: 'array', items: { type: 'string' } }, 'list of strings'],
    [{ type: 'array', items: { type: 'array', items: { type: 'integer' } } }, 'list of lists of integers'],
    [{ type: 'array', items: { 'x-kubernetes-int-or-string': true } }, 'list of values'],
    [{ type: 'array' }, 'list of anything'],
  ];
  for (const [schema, name] of cases) it(name, () => assert.equal(typeName(schema), name));
});

const RELEASES = ['v1.0.0', 'v1.1.0', 'v1.2.0'];
const THING = { group: 'example.com', kind: 'Thing', version: 'v1' };

/** Explains `spec.field` of a kind that has it in some of three releases. */
function explained(
  schema: StructuralSchema,
  { having = RELEASES, description = '' }: { having?: readonly string[]; description?: string } = {},
): string {
  const releases = RELEASES.map((release) => {
    const properties = { other: {}, ...(having.includes(release) ? { field: schema } : {}) };
    const openApi = { type: 'object', properties: { spec: { type: 'object', properties } } };
    const versions = { v1: { served: true, storage: true, schema: openApi } } as unknown as Record<string, JsonValue>;
    const facts = { scope: 'Namespaced', names: { plural: 'things' }, versions };
    return { release, kinds: [{ ...THING, facts }] };
  });
  const { kinds, entries } = bundleProvider('example', releases);
  const store = new SchemaStore({
    index: { providers: [{ name: 'example', releases: RELEASES }], kinds: entries },
    load: () => JSON.stringify(kinds[0]),
  });
  const descriptions = new Descriptions({
    load: () => (description ? JSON.stringify({ 'spec.field': description }) : undefined),
  });
  return explainField({ ...THING, path: ['spec', 'field'] }, { store, targets: {}, descriptions });
}

describe('explainField', () => {
  const cases: readonly (readonly [schema: StructuralSchema, text: string])[] = [
    [{ type: 'string' }, ''],
    [{ type: 'string', default: 'a' }, 'Default: `a`'],
    [{ type: 'integer', default: 0 }, 'Default: `0`'],
    [{ type: 'string', enum: ['a', '', 'b'] }, 'One of `a`, `b`'],
    [{ type: 'boolean' }, '`true` or `false`'],
    [{ type: 'boolean', default: false }, 'Default: `false`'],
    [{ type: 'integer', minimum: 1, maximum: 65535 }, '1 to 65535'],
    [{ type: 'integer', minimum: 0 }, 'At least 0'],
    [{ type: 'integer', maximum: 32 }, 'At most 32'],
    [{ type: 'string', minLength: 1 }, 'At least 1 character'],
    [{ type: 'string', minLength: 1, maxLength: 63 }, '1 to 63 characters'],
    [{ type: 'array', items: {}, maxItems: 2 }, 'At most 2 items'],
    [{ type: 'object', maxProperties: 1 }, 'At most 1 field'],
    [{ type: 'string', format: 'date-time' }, 'Format: date-time'],
    [{ type: 'integer', format: 'int32' }, ''],
    [{ type: 'string', pattern: '^a$' }, 'Pattern: `^a$`'],
    [{ type: 'string', pattern: `^${'a'.repeat(100)}$` }, ''],
    [{ type: 'integer', default: 5, minimum: 1 }, 'Default: `5`  \nAt least 1'],
  ];
  for (const [schema, text] of cases) it(JSON.stringify(schema), () => assert.equal(explained(schema), text));

  it('starts with the description', () => {
    assert.equal(explained({ type: 'string' }, { description: 'Words.' }), 'Words.');
    assert.equal(explained({ type: 'boolean' }, { description: 'Words.' }), 'Words.\n\n`true` or `false`');
  });

  it('names the first and the last minor release with the field, unless all have it', () => {
    const string: StructuralSchema = { type: 'string' };
    assert.equal(explained(string, { having: ['v1.1.0', 'v1.2.0'] }), 'Example since v1.1');
    assert.equal(explained(string, { having: ['v1.0.0', 'v1.1.0'] }), 'Example until v1.1');
    assert.equal(explained(string, { having: ['v1.1.0'] }), 'Example since v1.1, until v1.1');
    assert.equal(explained(string, { having: [] }), '');
  });
});
