import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importCrd, importSchema } from '../../../server/src/core/schemas/import-crd.ts';
import type { JsonValue } from '../../../server/src/core/schemas/structural-schema.ts';

const FACTS = { keepDescriptions: false };

/** A schema that uses each key a structural schema may have. */
const everyKey: JsonValue = {
  type: 'object',
  required: ['replicas'],
  minProperties: 1,
  maxProperties: 9,
  properties: {
    replicas: { type: 'integer', format: 'int32', minimum: 1, maximum: 9, exclusiveMaximum: true, default: 3 },
    ratio: { type: 'number', multipleOf: 0.5, exclusiveMinimum: true, minimum: 0 },
    surge: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
    name: { type: 'string', pattern: '^[a-z]+$', minLength: 1, maxLength: 63, nullable: true, enum: ['a', 'b', null] },
    tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set', minItems: 1, maxItems: 4 },
    ports: {
      type: 'array',
      items: { type: 'object', properties: { port: { type: 'integer' } } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port'],
    },
    labels: { type: 'object', additionalProperties: { type: 'string' }, 'x-kubernetes-map-type': 'atomic' },
    object: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
    one: { type: 'object', oneOf: [{ required: ['a'] }, { not: { required: ['b'] } }], allOf: [{ required: ['c'] }] },
  },
  'x-kubernetes-validations': [
    { rule: 'self.replicas > 0', message: 'positive', reason: 'FieldValueInvalid', fieldPath: '.replicas' },
    { rule: 'oldSelf.hasValue()', messageExpression: '"x"', optionalOldSelf: true },
  ],
};

describe('importing a schema', () => {
  it('omits fields without a value, as Go reads them', () => {
    const schema = { type: 'object', properties: null, required: null };
    assert.deepEqual(importSchema(schema, { keepDescriptions: false }), { type: 'object' });
  });

  it('keeps every constraint', () => {
    assert.deepEqual(importSchema(everyKey, FACTS), everyKey);
  });

  it('drops the descriptions of every nested schema', () => {
    const schema = {
      description: 'prose',
      type: 'object',
      properties: { a: { description: 'prose', type: 'array', items: { description: 'prose', type: 'string' } } },
      additionalProperties: { description: 'prose', not: { description: 'prose' } },
      anyOf: [{ description: 'prose', required: ['a'] }],
    };
    assert.ok(!JSON.stringify(importSchema(schema, FACTS)).includes('prose'));
  });

  it('keeps the descriptions of user-defined CRDs', () => {
    const schema = { description: 'prose', type: 'object', properties: { a: { description: 'more', type: 'string' } } };
    assert.deepEqual(importSchema(schema, { keepDescriptions: true }), schema);
  });

  it('keeps properties that are named like keywords', () => {
    const names = ['type', 'properties', 'items', 'format', 'description', 'required', 'enum', 'title', 'not', 'allOf'];
    const properties = Object.fromEntries(
      [...names, 'x-kubernetes-int-or-string', 'additionalProperties'].map((name) => [
        name,
        { description: 'prose', type: 'object', properties: { description: { description: 'prose', type: 'string' } } },
      ]),
    );
    const facts = importSchema({ type: 'object', properties }, FACTS);
    const expected = Object.fromEntries(
      Object.keys(properties).map((name) => [
        name,
        { type: 'object', properties: { description: { type: 'string' } } },
      ]),
    );
    assert.deepEqual(facts, { type: 'object', properties: expected });
  });

  it('keeps values that look like schemas', () => {
    const schema = {
      type: 'object',
      default: { description: 'a value', properties: { description: 'a value' } },
      enum: [{ description: 'a value' }],
    };
    assert.deepEqual(importSchema(schema, FACTS), schema);
  });
});

describe('importing a definition', () => {
  const crd: JsonValue = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.org', annotations: { 'controller-gen.kubebuilder.io/version': 'v0.1' } },
    spec: {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Thing', listKind: 'ThingList', plural: 'things', singular: 'thing', shortNames: ['th'] },
      versions: [
        {
          name: 'v1alpha1',
          served: false,
          storage: false,
          deprecated: true,
          deprecationWarning: 'use v1',
          schema: { openAPIV3Schema: { type: 'object', description: 'prose' } },
          additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }],
        },
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {}, scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.status.a' } },
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  };

  it('keeps names, scope, and the properties of each version', () => {
    assert.deepEqual(importCrd(crd, FACTS), {
      group: 'example.org',
      kind: 'Thing',
      facts: {
        scope: 'Namespaced',
        names: { plural: 'things', singular: 'thing', shortNames: ['th'] },
        versions: {
          v1alpha1: {
            served: false,
            storage: false,
            deprecated: true,
            deprecationWarning: 'use v1',
            schema: { type: 'object' },
          },
          v1: {
            served: true,
            storage: true,
            subresources: { status: {}, scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.status.a' } },
            schema: { type: 'object' },
          },
        },
      },
    });
  });

  it('returns undefined for other objects', () => {
    const others: readonly JsonValue[] = [
      null,
      'text',
      [],
      {},
      { kind: 'CustomResourceDefinition' },
      { kind: 'CustomResourceDefinition', spec: { group: 'g' } },
      { kind: 'CustomResourceDefinition', spec: { names: { kind: 'K' } } },
      { kind: 'Deployment', spec: { group: 'g', names: { kind: 'K' } } },
    ];
    for (const other of others) assert.equal(importCrd(other, FACTS), undefined);
  });

  it('accepts versions without a schema', () => {
    const bare = {
      kind: 'CustomResourceDefinition',
      spec: { group: 'g', names: { kind: 'K' }, versions: [{ name: 'v1' }] },
    };
    assert.deepEqual(importCrd(bare, FACTS)?.facts, { names: {}, versions: { v1: {} } });
  });
});
