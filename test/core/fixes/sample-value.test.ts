import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestedNames } from '../../../server/src/core/fixes/field-names.ts';
import { hasExample, sampleValue } from '../../../server/src/core/fixes/sample-value.ts';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const text: StructuralSchema = { type: 'string' };
const known: StructuralSchema = { type: 'string', default: 'a' };

/** A schema that nests objects, each of which requires the next one. */
function nested(depth: number): StructuralSchema {
  return depth === 0 ? known : { type: 'object', required: ['a'], properties: { a: nested(depth - 1) } };
}

describe('sampleValue', () => {
  const cases: readonly { name: string; schema: StructuralSchema; value: JsonValue | undefined }[] = [
    { name: 'the default', schema: { ...text, default: 'b', enum: ['a', 'b'] }, value: 'b' },
    { name: 'the only value of an enum that is not empty', schema: { ...text, enum: ['', 'a'] }, value: 'a' },
    { name: 'nothing if an enum has several values', schema: { ...text, enum: ['a', 'b'] }, value: undefined },
    { name: 'nothing for a string', schema: text, value: undefined },
    { name: 'nothing for a boolean', schema: { type: 'boolean' }, value: undefined },
    { name: 'nothing for an integer', schema: { type: 'integer', minimum: 5 }, value: undefined },
    { name: 'nothing for integer or string', schema: { 'x-kubernetes-int-or-string': true }, value: undefined },
    { name: 'a list of one item', schema: { type: 'array', items: known }, value: ['a'] },
    { name: 'an empty list if no item is known', schema: { type: 'array', items: text }, value: [] },
    {
      name: 'nothing if an unknown item is required',
      schema: { type: 'array', items: text, minItems: 1 },
      value: undefined,
    },
    {
      name: 'the required fields of an object',
      schema: { type: 'object', required: ['a'], properties: { a: known, b: text } },
      value: { a: 'a' },
    },
    {
      name: 'nothing if a required field is unknown',
      schema: { type: 'object', required: ['a'], properties: { a: text } },
      value: undefined,
    },
    { name: 'nothing without a type', schema: {}, value: undefined },
    { name: 'nothing for what nests too deep', schema: nested(7), value: undefined },
  ];
  for (const { name, schema, value } of cases)
    it(`is ${name}`, () => assert.deepEqual(sampleValue(schema, 'field', 'edge'), value));

  it('is a documentation address for the address fields of the providers', () =>
    assert.equal(sampleValue(text, 'gateway', 'edge'), '192.0.2.1'));

  it('is the name of the object for a name prefix, and for no other name', () => {
    assert.equal(sampleValue(text, 'namePrefix', 'edge'), 'edge');
    assert.equal(sampleValue(text, 'name', 'edge'), undefined);
  });

  it('distinguishes examples from values that can be used as they are', () => {
    assert.equal(hasExample({ a: [sampleValue(text, 'address', 'edge') ?? ''] }), true);
    assert.equal(hasExample({ a: ['edge', 1, null] }), false);
  });

  it('nests six levels', () => assert.notEqual(sampleValue(nested(6), 'field', 'edge'), undefined));
});

const SYNONYMS = REGISTRY.forRules.fieldSynonyms;

describe('suggestedNames', () => {
  it('suggests names that differ by few letters, nearest first', () =>
    assert.deepEqual(suggestedNames('replica', ['version', 'replicas'], SYNONYMS), ['replicas']));

  it('suggests synonyms that the kind has', () => {
    assert.deepEqual(suggestedNames('host', ['serviceAddress', 'serviceType'], SYNONYMS), ['serviceAddress']);
    assert.deepEqual(suggestedNames('netmask', ['prefix', 'gateway'], SYNONYMS), ['prefix']);
  });

  it('suggests names with the complete words of abbreviations', () => {
    assert.deepEqual(suggestedNames('infraRef', ['infrastructureRef', 'paused'], SYNONYMS), ['infrastructureRef']);
    assert.deepEqual(suggestedNames('data_store_cfg', ['dataStoreConfiguration'], SYNONYMS), [
      'dataStoreConfiguration',
    ]);
    assert.deepEqual(suggestedNames('infra', ['infrastructureRef', 'information'], SYNONYMS), []);
  });

  it('suggests each name once, except the name itself', () => {
    assert.deepEqual(suggestedNames('dataStore', ['dataStore', 'dataStoreName', 'datastore'], SYNONYMS), [
      'datastore',
      'dataStoreName',
    ]);
    assert.deepEqual(suggestedNames('unheardOf', ['version'], SYNONYMS), []);
  });
});
