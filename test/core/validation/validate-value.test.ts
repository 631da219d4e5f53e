import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { ajvAccepts, problemsOf, problemsOfText } from '../../support/schema-walk.ts';

// Each bound is inclusive unless the schema makes it exclusive: the last value that fits is accepted, the next one is not.
// ajv must agree, unless JSON Schema cannot express the case.

interface Case {
  readonly name: string;
  readonly schema: StructuralSchema;
  readonly accepted: readonly JsonValue[];
  readonly rejected: readonly JsonValue[];
  /** The code of each problem. */
  readonly code: string;
  /** True if JSON Schema cannot express it. */
  readonly isOurs?: true;
}

const text: StructuralSchema = { type: 'string' };

const CASES: readonly Case[] = [
  {
    name: 'maxProperties',
    schema: { type: 'object', additionalProperties: text, maxProperties: 2 },
    accepted: [{}, { a: '' }, { a: '', b: '' }],
    rejected: [{ a: '', b: '', c: '' }],
    code: 'value-out-of-range',
  },
  {
    name: 'minProperties',
    schema: { type: 'object', additionalProperties: text, minProperties: 2 },
    accepted: [
      { a: '', b: '' },
      { a: '', b: '', c: '' },
    ],
    rejected: [{}, { a: '' }],
    code: 'value-out-of-range',
  },
  {
    name: 'minProperties counts defaults',
    schema: { type: 'object', properties: { a: text, b: { ...text, default: '' } }, minProperties: 2 },
    accepted: [{ a: '' }, { a: '', b: '' }],
    rejected: [{}, { b: '' }],
    code: 'value-out-of-range',
    isOurs: true,
  },
  {
    name: 'maxProperties counts defaults',
    schema: { type: 'object', properties: { a: text, b: { ...text, default: '' } }, maxProperties: 1 },
    accepted: [{}, { b: '' }],
    rejected: [{ a: '' }, { a: '', b: '' }],
    code: 'value-out-of-range',
    isOurs: true,
  },
  {
    name: 'maxItems',
    schema: { type: 'array', items: text, maxItems: 2 },
    accepted: [[], ['a', 'b']],
    rejected: [['a', 'b', 'c']],
    code: 'value-out-of-range',
  },
  {
    name: 'minItems',
    schema: { type: 'array', items: text, minItems: 1 },
    accepted: [['a'], ['a', 'b']],
    rejected: [[]],
    code: 'value-out-of-range',
  },
  {
    name: 'maxLength counts characters, not UTF-16 units',
    schema: { ...text, maxLength: 2 },
    accepted: ['', 'ab', '🙂🙂', 'ü³'],
    rejected: ['abc', '🙂🙂🙂'],
    code: 'value-out-of-range',
  },
  {
    name: 'minLength counts characters, not UTF-16 units',
    schema: { ...text, minLength: 2 },
    accepted: ['ab', 'abc', '🙂🙂'],
    rejected: ['', 'a', '🙂'],
    code: 'value-out-of-range',
  },
  {
    name: 'minimum and maximum',
    schema: { type: 'integer', minimum: 1, maximum: 65535 },
    accepted: [1, 65535],
    rejected: [0, -1, 65536],
    code: 'value-out-of-range',
  },
  {
    name: 'multipleOf',
    schema: { type: 'integer', multipleOf: 4 },
    accepted: [0, 4, -8],
    rejected: [2, 5],
    code: 'value-out-of-range',
  },
  {
    name: 'exclusive bounds',
    schema: { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 4, exclusiveMaximum: true },
    accepted: [2, 3],
    rejected: [1, 4],
    code: 'value-out-of-range',
  },
  {
    name: 'int32',
    schema: { type: 'integer', format: 'int32' },
    accepted: [2 ** 31 - 1, -(2 ** 31)],
    rejected: [2 ** 31, -(2 ** 31) - 1],
    code: 'value-out-of-range',
  },
  {
    name: 'date-time',
    schema: { ...text, format: 'date-time' },
    accepted: ['2026-02-28T23:59:59Z', '2024-02-29t00:00:00.5+02:00', '2000-02-29T00:00:00z'],
    rejected: [
      '2026-02-29T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01',
      '2026-01-01T24:00:00Z',
    ],
    code: 'malformed-value',
  },
  {
    name: 'byte',
    schema: { ...text, format: 'byte' },
    accepted: ['YQ==', 'YWI=', 'YWJj'],
    rejected: ['', 'YQ', 'YQ=', 'Y Q=', 'Y-_='],
    code: 'malformed-value',
  },
  {
    name: 'uri',
    schema: { ...text, format: 'uri' },
    accepted: ['http://a', 'https://[fd00::1]/b', '/path', 'urn:a'],
    rejected: ['a/b', 'http://[fd00::1', 'http://a/%zz', 'http://a b'],
    code: 'malformed-value',
  },
  {
    name: 'a format that the API server does not check',
    schema: { ...text, format: 'no-such-format', enum: ['a'] },
    accepted: ['a'],
    rejected: ['b'],
    code: 'unsupported-value',
    isOurs: true,
  },
  {
    name: 'enum',
    schema: { ...text, enum: ['qcow2', 'raw', ''] },
    accepted: ['qcow2', ''],
    rejected: ['QCOW2', ' raw'],
    code: 'unsupported-value',
  },
  {
    name: 'pattern, which matches anywhere unless it is anchored',
    schema: { ...text, pattern: '[0-9]+m' },
    accepted: ['5m', 'x10mx'],
    rejected: ['5', 'm5'],
    code: 'malformed-value',
  },
  {
    name: 'types',
    schema: { type: 'integer' },
    accepted: [0, -5],
    rejected: ['5', true, 1.5, [], {}],
    code: 'wrong-type',
  },
  {
    name: 'an integer is a number',
    schema: { type: 'number' },
    accepted: [1, 1.5],
    rejected: ['1.5', false],
    code: 'wrong-type',
  },
  {
    name: 'integer or string',
    schema: { 'x-kubernetes-int-or-string': true },
    accepted: [1, '1', '25%'],
    rejected: [1.5, true],
    code: 'wrong-type',
  },
  {
    name: 'required fields, of which those with a default may be left out',
    schema: { type: 'object', properties: { a: text, b: { ...text, default: 'x' } }, required: ['a', 'b'] },
    accepted: [{ a: '' }, { a: '', b: '' }],
    rejected: [{}, { b: '' }],
    code: 'required-field',
    isOurs: true,
  },
  {
    name: 'unknown fields',
    schema: { type: 'object', properties: { a: text } },
    accepted: [{}, { a: '' }],
    rejected: [{ b: '' }, { a: '', A: '' }],
    code: 'unknown-field',
  },
  {
    name: 'the names of object prototypes are unknown fields too',
    schema: { type: 'object', properties: { a: text } },
    accepted: [{}],
    rejected: [{ toString: '' }, { constructor: '' }],
    code: 'unknown-field',
  },
  {
    name: 'a field that keeps what is unknown',
    schema: { type: 'object', properties: { a: text }, 'x-kubernetes-preserve-unknown-fields': true },
    accepted: [{ b: { c: [1] } }],
    rejected: [{ a: 5 }],
    code: 'wrong-type',
  },
  {
    name: 'a list that is a set',
    schema: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
    accepted: [[], ['a', 'b', 'A']],
    rejected: [['a', 'b', 'a']],
    code: 'duplicate-value',
  },
  {
    name: 'a list that is a map, with the default of a key',
    schema: {
      type: 'array',
      items: { type: 'object', properties: { name: text, port: { type: 'integer', default: 80 } } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name', 'port'],
    },
    accepted: [[{ name: 'a' }, { name: 'b' }, { name: 'a', port: 81 }]],
    rejected: [
      [{ name: 'a' }, { name: 'a' }],
      [{ name: 'a' }, { name: 'a', port: 80 }],
    ],
    code: 'duplicate-value',
    isOurs: true,
  },
];

describe('validateValue', () => {
  for (const { name, schema, accepted, rejected, code, isOurs } of CASES)
    it(name, () => {
      for (const value of accepted) {
        assert.deepEqual(codesOf(value, schema), [], JSON.stringify(value));
        if (!isOurs) assert.ok(ajvAccepts(value, schema), `ajv rejects ${JSON.stringify(value)}`);
      }
      for (const value of rejected) {
        assert.deepEqual(codesOf(value, schema), [code], JSON.stringify(value));
        if (!isOurs) assert.ok(!ajvAccepts(value, schema), `ajv accepts ${JSON.stringify(value)}`);
      }
    });

  it('ignores null in a field that is not nullable, as the API server drops it', () => {
    const properties = { a: text, b: { ...text, nullable: true } };
    assert.deepEqual(codesOf({ a: null, b: null }, { type: 'object', properties }), []);
    assert.deepEqual(codesOf({ a: null }, { type: 'object', properties, required: ['a'] }), ['required-field']);
    assert.deepEqual(codesOf({ b: null }, { type: 'object', properties, required: ['b'] }), []);
    assert.deepEqual(codesOf({ a: null }, { type: 'object', properties, minProperties: 1 }), ['value-out-of-range']);
  });

  it('limits integers to 64 bits by their digits, which a JavaScript number cannot hold', () => {
    const codes = (text: string) => problemsOfText(text, { type: 'integer', format: 'int64' }).map(({ code }) => code);
    for (const text of ['9223372036854775807', '-9223372036854775808', '9007199254740993'])
      assert.deepEqual(codes(text), [], text);
    for (const text of ['9223372036854775808', '-9223372036854775809', '99999999999999999999'])
      assert.deepEqual(codes(text), ['value-out-of-range'], text);
  });

  it('also limits integers without a format to 64 bits, but other numbers only with one', () => {
    const codes = (schema: StructuralSchema) => problemsOfText('99999999999999999999', schema).map(({ code }) => code);
    assert.deepEqual(codes({ type: 'integer' }), ['value-out-of-range']);
    assert.deepEqual(codes({ 'x-kubernetes-int-or-string': true }), ['value-out-of-range']);
    assert.deepEqual(codes({ type: 'number', format: 'int64' }), ['value-out-of-range']);
    assert.deepEqual(codes({ type: 'number' }), []);
  });

  it('accepts null as a list item only if items are nullable or have no type', () => {
    const list = (items: StructuralSchema): StructuralSchema => ({ type: 'array', items });
    assert.deepEqual(codesOf([null], list(text)), ['wrong-type']);
    assert.deepEqual(codesOf([null], list({ ...text, nullable: true })), []);
    assert.deepEqual(codesOf([null], list({})), []);
  });

  it('places a problem at the value', () => {
    const schema: StructuralSchema = { type: 'object', properties: { list: { type: 'array', items: text } } };
    const source = 'list:\n- a\n- 5 # not a string\n';
    const places = problemsOfText(source, schema).map(({ span, path }) => [
      path.join('.'),
      source.slice(span.start, span.end),
    ]);
    assert.deepEqual(places, [['list.1', '5']]);
  });

  it('does not report anything for a value that is a template', () => {
    assert.deepEqual(codesOf('${REPLICAS}', { type: 'integer' }), []);
    assert.deepEqual(codesOf('{{ .Values.port }}', { type: 'integer', maximum: 5 }), []);
  });
});

function codesOf(value: JsonValue, schema: StructuralSchema): readonly string[] {
  return problemsOf(value, schema).map(({ code }) => code);
}
