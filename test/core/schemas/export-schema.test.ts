import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { exportJsonSchema, exportRelease, exportVersion } from '../../../server/src/core/schemas/export-schema.ts';
import { jsonSchemaOf } from '../../../server/src/core/schemas/json-schema.ts';
import { findProvider, findRelease } from '../../../server/src/core/schemas/releases.ts';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/schemas/structural-schema.ts';
import { bundledStore } from './bundled-store.ts';

const ajv = new Ajv({ strict: false, validateFormats: false });

type Cases = readonly (readonly [what: string, schema: StructuralSchema, right: JsonValue[], wrong: JsonValue[]])[];

const intOrString = { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true } as const;
const text = { type: 'string' } as const;

const cases: Cases = [
  ['an object is closed', { type: 'object', properties: { a: text } }, [{}, { a: '' }], [{ b: '' }, { a: 1 }]],
  ['one without fields is closed', { type: 'object' }, [{}], [{ a: 1 }]],
  ['a map is open', { type: 'object', additionalProperties: text }, [{ a: '' }], [{ a: 1 }]],
  [
    'one that preserves is open, what it names is not',
    {
      type: 'object',
      properties: { a: { type: 'object' } },
      'x-kubernetes-preserve-unknown-fields': true,
    },
    [{ b: 1, a: {} }],
    [{ a: { b: 1 } }],
  ],
  [
    'a resource in a field has its head',
    { type: 'object', 'x-kubernetes-embedded-resource': true },
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }],
    [{}, { apiVersion: 'v1', kind: 'Pod', spec: {} }],
  ],
  ['a number or a text', intOrString, [1, '1'], [null, 1.5, {}]],
  ['a number or a text or nothing', { ...intOrString, nullable: true }, [1, '1', null], [true]],
  ['a number or a text of a form', { ...intOrString, pattern: '^\\d+%$' }, [1, '1%'], ['1']],
  ['a number or a text, and more', { ...intOrString, oneOf: [{ enum: [1, 'a'] }] }, [1, 'a'], [2, 'b']],
  ['what may be null', { type: 'string', nullable: true, minLength: 1 }, [null, 'a'], ['', 1]],
  ['bounds that are left out', { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9 }, [1, 9], [0, 10]],
  ['bounds that are not', { type: 'integer', minimum: 0, exclusiveMinimum: false }, [0], [-1]],
  ['a set', { type: 'array', items: text, 'x-kubernetes-list-type': 'set' }, [['a', 'b']], [['a', 'a']]],
  [
    'a choice narrows and closes nothing',
    {
      type: 'object',
      properties: { a: text, b: text },
      oneOf: [{ required: ['a'], properties: { a: { minLength: 1 } } }, { required: ['b'] }],
    },
    [{ a: '1' }, { b: '' }, { a: '', b: '' }],
    [{}, { a: '1', b: '' }, { c: '' }],
  ],
  [
    'a null where nothing is demanded',
    {
      type: 'object',
      properties: {
        a: text,
        b: { type: 'string', enum: ['x'] },
        c: intOrString,
        d: text,
        e: { ...text, nullable: true },
      },
      required: ['d'],
    },
    [{ a: null, b: null, c: null, d: '', e: null }],
    [{ d: null }, { d: '', b: 'y' }, { d: '', c: true }],
  ],
  ['a null in a map', { type: 'object', additionalProperties: text }, [{ a: null }], [{ a: 1 }]],
  ['a null in a list', { type: 'array', items: text }, [], [[null]]],
  [
    'what is demanded and has a default',
    { type: 'object', properties: { a: { ...text, default: 'x' } }, required: ['a'] },
    [{}, { a: null }],
    [{ a: 1 }],
  ],
  ['a negation', { type: 'object', properties: { a: text }, not: { required: ['a'] } }, [{}], [{ a: '' }]],
];

describe('a schema as JSON Schema', () => {
  for (const [what, schema, right, wrong] of cases)
    it(what, () => {
      const validate = ajv.compile(jsonSchemaOf(schema));
      for (const value of right) assert.ok(validate(value), JSON.stringify(value));
      for (const value of wrong) assert.ok(!validate(value), JSON.stringify(value));
    });

  it('omits formats with a different meaning', () => {
    assert.deepEqual(jsonSchemaOf({ type: 'string', format: 'duration' }), { type: 'string' });
    assert.deepEqual(jsonSchemaOf({ type: 'string', format: 'date-time' }), { type: 'string', format: 'date-time' });
  });

  it('keeps descriptions and defaults', () => {
    const schema = { type: 'string', description: 'ours', default: 'a' } as const;
    assert.deepEqual(jsonSchemaOf(schema), schema);
  });
});

describe('the schema of a kind', () => {
  const exported = {
    group: 'example.org',
    kind: 'Thing',
    version: 'v1',
    hasStatus: true,
    schema: {
      type: 'object',
      properties: {
        metadata: { type: 'object' },
        spec: { type: 'object' },
        status: { type: 'object', properties: { ready: { type: 'boolean' } } },
      },
      required: ['spec'],
    },
  } as const;

  it('requires apiVersion, kind and metadata, and does not define the fields of metadata', () => {
    const validate = ajv.compile(exportJsonSchema(exported));
    const right = {
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: { labels: { a: 'b' } },
      spec: {},
      status: { ready: 'no' },
    };
    assert.ok(validate(right));
    for (const wrong of [
      { ...right, apiVersion: 'example.org/v2' },
      { ...right, kind: 'Other' },
      { ...right, other: 1 },
      { ...right, status: { other: 1 } },
      { ...right, metadata: undefined, spec: undefined },
      { apiVersion: right.apiVersion, kind: right.kind, spec: {} },
    ])
      assert.ok(!validate(JSON.parse(JSON.stringify(wrong))), JSON.stringify(wrong));
  });

  it('contains its group, version and kind', () => {
    const { 'x-kubernetes-group-version-kind': kinds } = exportJsonSchema(exported);
    assert.deepEqual(kinds, [{ group: 'example.org', version: 'v1', kind: 'Thing' }]);
  });

  it('is the unchanged schema of the CRD in the format openapi', () => {
    const { path, text } = exportVersion(exported, 'openapi');
    assert.equal(path, 'example.org/thing_v1.json');
    assert.deepEqual(JSON.parse(text), exported.schema);
  });
});

describe('the schemas of a release', () => {
  const store = bundledStore();

  it('include every served version', () => {
    const name = 'cluster-api-provider-metal3';
    const provider = findProvider(name, store.providers);
    const paths = (release: string) =>
      [...exportRelease(store, name, (provider && findRelease(release, provider)) ?? release, 'openapi')].map(
        ({ path }) => path,
      );
    const folder = 'infrastructure.cluster.x-k8s.io';
    assert.ok(paths('v1.13').includes(`${folder}/metal3cluster_v1beta2.json`));
    assert.ok(!paths('v1.12').includes(`${folder}/metal3cluster_v1beta2.json`));
    assert.ok(paths('v1.12').includes(`${folder}/metal3cluster_v1beta1.json`));
    assert.deepEqual(paths('v9.9.9'), []);
  });

  it('are valid JSON Schemas', () => {
    const meta = new Ajv({ strict: false });
    let count = 0;
    for (const { name, releases } of store.providers)
      for (const { path, text } of exportRelease(store, name, releases.at(-1) ?? '', 'jsonschema')) {
        count++;
        assert.ok(meta.validateSchema(JSON.parse(text)), `${path}: ${meta.errorsText(meta.errors)}`);
      }
    assert.ok(count > 50);
  });
});
