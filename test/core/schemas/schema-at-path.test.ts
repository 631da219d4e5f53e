import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StructuralSchema } from '../../../server/src/core/index.ts';
import { schemaAtPath } from '../../../server/src/core/schemas/schema-at-path.ts';

const leaf = (description: string): StructuralSchema => ({ type: 'string', description });

const SCHEMA: StructuralSchema = {
  properties: {
    labels: { additionalProperties: leaf('label'), properties: { app: leaf('app') } },
    pools: { type: 'array', items: { properties: { start: leaf('start') } } },
    matrix: { type: 'array', items: { type: 'array', items: { properties: { cell: leaf('cell') } } } },
    open: { 'x-kubernetes-preserve-unknown-fields': true },
    any: { additionalProperties: true },
  },
};

describe('schemaAtPath', () => {
  const cases: readonly (readonly [path: readonly (string | number)[], description: string | undefined])[] = [
    [['pools', 0, 'start'], 'start'],
    [['pools', 99, 'start'], 'start'],
    [['pools', 'start'], 'start'],
    [['matrix', 0, 0, 'cell'], 'cell'],
    [['matrix', 'cell'], 'cell'],
    [['labels', 'app'], 'app'],
    [['labels', 'other'], 'label'],
    [['open', 'field'], undefined],
    [['any', 'field'], undefined],
    [['toString'], undefined],
    [['pools', 'end'], undefined],
    [['labels', 0], undefined],
    [['missing', 'start'], undefined],
  ];
  for (const [path, description] of cases)
    it(path.join('.'), () => {
      const found = schemaAtPath(SCHEMA, path);
      assert.equal(found?.description, description);
      assert.equal(found === undefined, description === undefined);
    });

  it('is the schema itself for an empty path', () => assert.equal(schemaAtPath(SCHEMA, []), SCHEMA));
});
