import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { splitApiVersion } from '../../../server/src/core/objects/resource.ts';
import { childOf, scalarAt } from '../../../server/src/core/syntax/lookup.ts';
import { manifestFile } from '../../../server/src/core/syntax/manifest-file.ts';
import { jsonValue } from '../../../server/src/core/validation/json-value.ts';
import { bundledSchemas } from '../../../server/src/node/bundled-schemas.ts';
import { mutationsOf } from '../../support/mutations.ts';
import { sampleSets } from '../../support/samples.ts';
import { ajvAccepts, comparableProblems } from '../../support/schema-walk.ts';

// Our schema walk and ajv must agree on every value. Unlike ajv-agreement.test.ts this test always runs: it uses
// the bundled schemas and our own samples.

const MUTATIONS = 25;
const store = bundledSchemas(join(process.cwd(), 'schemas'));

describe('the schema walk and ajv agree', () => {
  it('on every spec of the samples, and on mutations of each', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { name, schema, value } of specs())
      for (const each of [value, ...mutationsOf(value, name, MUTATIONS)]) {
        compared++;
        differences.push(...differenceOf(each, schema, name));
      }
    assert.deepEqual(differences.slice(0, 5), []);
    assert.ok(compared > 500, `only ${compared} values`);
  });

  it('on the last value within each bound of each bundled schema, and on the first one outside', () => {
    const seen = new Map<string, string>();
    for (const { group, kind, served } of store.kinds)
      for (const version of Object.keys(served)) {
        const newest = store.newest(group, kind, version);
        if (newest) collect(newest.is.schema, `${kind} ${version}`, seen);
      }
    const differences: string[] = [];
    const counts = { accepted: 0, rejected: 0 };
    for (const [text, place] of seen) {
      const schema = JSON.parse(text) as StructuralSchema;
      for (const value of boundaryValues(schema)) {
        counts[ajvAccepts(value, schema) ? 'accepted' : 'rejected']++;
        differences.push(...differenceOf(value, schema, place));
      }
    }
    assert.deepEqual(differences.slice(0, 5), []);
    assert.ok(seen.size > 100, `only ${seen.size} schemas`);
    assert.ok(counts.accepted > 300 && counts.rejected > 300, JSON.stringify(counts));
  });
});

function differenceOf(value: JsonValue, schema: StructuralSchema, place: string): readonly string[] {
  const problems = comparableProblems(value, schema);
  if ((problems.length === 0) === ajvAccepts(value, schema)) return [];
  return [`${place}: ${problems.join(', ') || 'no problem'} ${JSON.stringify(value).slice(0, 200)}`];
}

/** Yields the specs of the samples without variables, for the newest release that serves them. */
function* specs(): Generator<{ name: string; schema: StructuralSchema; value: JsonValue }> {
  for (const { name, files } of sampleSets())
    for (const { uri, text } of files)
      for (const { parsed } of manifestFile(uri, text).documents) {
        const spec = childOf(parsed.root, 'spec');
        const { group, version } = splitApiVersion(scalarAt(parsed.root, ['apiVersion'])?.text ?? '');
        const kind = scalarAt(parsed.root, ['kind'])?.text ?? '';
        const schema = store.newest(group, kind, version)?.is.schema.properties?.spec;
        if (!spec || !schema || text.includes('${')) continue;
        try {
          yield { name: `${name} ${kind}`, schema, value: jsonValue(spec, {}) };
        } catch {
          // The value of a template is unknown.
        }
      }
}

/** Collects each distinct set of bounds in a schema, without its children, and a path that has it. */
function collect(schema: StructuralSchema, place: string, seen: Map<string, string>): void {
  const { properties = {}, items, additionalProperties, default: _default, ...own } = schema;
  const bounds = {
    ...(own.type ? { type: own.type } : {}),
    ...picked(own, ['format', 'nullable', 'enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum']),
    ...picked(own, ['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'maxProperties']),
    ...picked(own, ['minProperties', 'x-kubernetes-int-or-string']),
    ...(own['x-kubernetes-list-type'] === 'set' ? { 'x-kubernetes-list-type': 'set' as const } : {}),
    ...(own.type === 'array' ? { items: { type: 'string' as const } } : {}),
    ...(own.type === 'object' ? { additionalProperties: { type: 'string' as const } } : {}),
  };
  const text = JSON.stringify(bounds);
  if (!seen.has(text)) seen.set(text, place);
  for (const [key, each] of Object.entries(properties)) collect(each, `${place}.${key}`, seen);
  if (items) collect(items, `${place}[]`, seen);
  if (typeof additionalProperties === 'object') collect(additionalProperties, `${place}.*`, seen);
}

function picked(schema: StructuralSchema, keys: readonly (keyof StructuralSchema)[]): Partial<StructuralSchema> {
  return Object.fromEntries(keys.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]])));
}

/** Yields values at each bound of a schema and one step to either side; for unbounded schemas, values of each type. */
function* boundaryValues(schema: StructuralSchema): Generator<JsonValue> {
  yield* ['text', 1, 1.5, true, [], {}, ''];
  yield* schema.enum ?? [];
  for (const bound of [schema.minimum, schema.maximum]) if (bound !== undefined) yield* around(bound);
  for (const length of lengths(schema.minLength, schema.maxLength))
    yield* ['a'.repeat(length), '1'.repeat(length), '🙂'.repeat(length)];
  for (const length of lengths(schema.minItems, schema.maxItems))
    yield* [names(length), Array.from({ length }, () => 'same')];
  for (const count of lengths(schema.minProperties, schema.maxProperties))
    yield Object.fromEntries(names(count).map((name) => [name, '']));
  if (schema.format === 'int32') yield* [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1];
  if (schema.format === 'date-time') yield* ['2026-02-28T23:59:59Z', '2026-02-29T00:00:00Z', '2026-01-01'];
  if (schema.pattern || schema.format) yield* TEXTS;
}

const TEXTS = [
  '5m',
  '1h30m',
  '10.0.0.1',
  '10.0.0.0/24',
  'fd00::1',
  'aa:bb:cc:dd:ee:ff',
  'a-b.c',
  'A_b',
  'YQ==',
  'http://a',
];

function around(value: number): readonly number[] {
  return [value - 1, value, value + 1];
}

/** Long bounds are skipped, because megabytes of text add nothing. */
function lengths(...bounds: readonly (number | undefined)[]): readonly number[] {
  return bounds
    .flatMap((bound) => (bound === undefined || bound > 5000 ? [] : around(bound)))
    .filter((each) => each >= 0);
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`);
}
