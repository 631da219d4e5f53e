import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestedNames } from '../../../server/src/core/fixes/field-names.ts';
import { sampleValue } from '../../../server/src/core/fixes/sample-value.ts';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';

const text: StructuralSchema = { type: 'string' };

/** A schema that nests objects, each of which requires the next one. */
function nested(depth: number): StructuralSchema {
  return depth === 0 ? text : { type: 'object', required: ['name'], properties: { name: nested(depth - 1) } };
}

describe('sampleValue', () => {
  const cases: readonly { name: string; key?: string; schema: StructuralSchema; value: JsonValue | undefined }[] = [
    { name: 'the default', schema: { ...text, default: 'b', enum: ['a', 'b'] }, value: 'b' },
    { name: 'the first value of an enum that is not empty', schema: { ...text, enum: ['', 'a', 'b'] }, value: 'a' },
    { name: 'the name of the object for a name', key: 'secretName', schema: text, value: 'edge' },
    { name: 'nothing for any other string', schema: text, value: undefined },
    { name: 'false', schema: { type: 'boolean' }, value: false },
    { name: 'the minimum', schema: { type: 'integer', minimum: 5 }, value: 5 },
    { name: '1 without a minimum', schema: { type: 'integer' }, value: 1 },
    { name: '0 for a negative minimum', schema: { type: 'integer', minimum: -5 }, value: 0 },
    { name: '1 for integer or string', schema: { 'x-kubernetes-int-or-string': true }, value: 1 },
    { name: 'a list of one item', key: 'name', schema: { type: 'array', items: text }, value: ['edge'] },
    { name: 'an empty list if no item is known', schema: { type: 'array', items: {} }, value: [] },
    {
      name: 'nothing if an unknown item is required',
      schema: { type: 'array', items: {}, minItems: 1 },
      value: undefined,
    },
    {
      name: 'the required fields of an object',
      schema: { type: 'object', required: ['name'], properties: { name: text, b: text } },
      value: { name: 'edge' },
    },
    { name: 'nothing if a required field is unknown', schema: { type: 'object', required: ['a'] }, value: undefined },
    { name: 'nothing without a type', schema: {}, value: undefined },
    { name: 'nothing for what nests too deep', schema: nested(7), value: undefined },
  ];
  for (const { name, key = 'field', schema, value } of cases)
    it(`is ${name}`, () => assert.deepEqual(sampleValue(schema, key, 'edge'), value));

  it('is an example for fields that everybody knows', () => {
    assert.equal(sampleValue({ type: 'integer' }, 'port', 'edge'), 6443);
    assert.equal(sampleValue(text, 'gateway', 'edge'), '192.0.2.1');
  });

  it('nests six levels', () => assert.notEqual(sampleValue(nested(6), 'field', 'edge'), undefined));
});

describe('suggestedNames', () => {
  it('suggests names that differ by few letters, the nearest first', () =>
    assert.deepEqual(suggestedNames('replica', ['version', 'replicas']), ['replicas']));

  it('suggests other names of the same thing that the kind has', () => {
    assert.deepEqual(suggestedNames('host', ['serviceAddress', 'serviceType']), ['serviceAddress']);
    assert.deepEqual(suggestedNames('netmask', ['prefix', 'gateway']), ['prefix']);
  });

  it('suggests each name once, and never the name itself', () => {
    assert.deepEqual(suggestedNames('dataStore', ['dataStore', 'dataStoreName', 'datastore']), [
      'datastore',
      'dataStoreName',
    ]);
    assert.deepEqual(suggestedNames('unheardOf', ['version']), []);
  });
});
