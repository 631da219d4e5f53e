import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue, StructuralSchema } from '../../../server/src/core/index.ts';
import { parseDocument } from '../../../server/src/core/syntax/parse-document.ts';
import { checkConditions } from '../../../server/src/core/validation/conditions.ts';
import { Expressions } from '../../../server/src/core/validation/expressions.ts';
import type { Walk } from '../../../server/src/core/validation/problem.ts';

// Each result is that of the API server's code (k8s.io/apiextensions-apiserver), which agreed on 9,000 generated documents.

const ROW: StructuralSchema = { required: ['row'] };
const GRID: StructuralSchema = { required: ['grid'] };
const NEITHER: StructuralSchema = { not: { anyOf: [ROW, GRID] } };

interface Case {
  readonly schema: StructuralSchema;
  readonly accepted: readonly JsonValue[];
  readonly rejected: readonly (readonly [JsonValue, string])[];
}

const CASES: Readonly<Record<string, Case>> = {
  'one of several fields': {
    schema: { oneOf: [ROW, GRID] },
    accepted: [{ row: 'a' }, { grid: 'b' }, { row: 'a', grid: null }, { row: 'a', '${X}': 'b' }, '${RACK}'],
    rejected: [
      [{}, 'it must have exactly one of row and grid, but has none'],
      [{ row: 'a', grid: 'b' }, 'it must have exactly one of row and grid, but has row and grid'],
    ],
  },
  'at most one of several fields': {
    schema: { oneOf: [NEITHER, ROW, GRID] },
    accepted: [{}, { row: 'a' }],
    rejected: [[{ row: 'a', grid: 'b' }, 'it must have at most one of row and grid, but has row and grid']],
  },
  'at least one of several fields': {
    schema: { anyOf: [ROW, GRID] },
    accepted: [{ row: 'a' }, { row: 'a', grid: 'b' }],
    rejected: [[{}, 'it must have at least one of row and grid']],
  },
  'a default is a field': {
    schema: { anyOf: [ROW, GRID], properties: { row: { type: 'string', default: 'a' } } },
    accepted: [{}],
    rejected: [],
  },
  'excluded fields': {
    schema: { not: { required: ['row', 'grid'] } },
    accepted: [{ row: 'a' }, {}],
    rejected: [[{ row: 'a', grid: 'b' }, 'it must not have both row and grid']],
  },
  'conditions in conditions, and values': {
    schema: { allOf: [{ anyOf: [{ properties: { row: { enum: ['a'] } }, required: ['row'] }, GRID] }] },
    accepted: [{ row: 'a' }, { row: 'b', grid: 'b' }, { row: '${ROW}' }],
    rejected: [[{ row: 'b' }, 'it must match at least one alternative of its schema (anyOf), but matches none']],
  },
  'an enumeration of integers compares the integral part of a number': {
    schema: { properties: { row: { type: 'number', anyOf: [{ enum: [2] }] } } },
    accepted: [{ row: 2 }, { row: 2.5 }],
    rejected: [[{ row: 3 }, 'it must match at least one alternative of its schema (anyOf), but matches none']],
  },
  'an integer or a string': {
    schema: {
      properties: { row: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } },
    },
    accepted: [{ row: 1 }, { row: true }],
    rejected: [],
  },
  'a condition that no structural schema contains': {
    schema: { oneOf: [{ type: 'object' }, { additionalProperties: false }] },
    accepted: [{}, { row: 'a' }],
    rejected: [],
  },
};

describe('allOf, anyOf, oneOf and not', () => {
  for (const [name, { schema, accepted, rejected }] of Object.entries(CASES))
    it(name, () => {
      for (const value of accepted) assert.deepEqual(problemsOf(value, schema), [], JSON.stringify(value));
      for (const [value, problem] of rejected) assert.deepEqual(problemsOf(value, schema), [problem]);
    });

  it('end within their budget', () => {
    const deep = (depth: number): StructuralSchema =>
      depth === 0 ? ROW : { anyOf: [deep(depth - 1), deep(depth - 1), deep(depth - 1)] };
    assert.deepEqual(problemsOf({}, deep(12)), ['has alternatives in its schema that take too many steps to check']);
  });
});

function problemsOf(value: JsonValue, schema: StructuralSchema): readonly string[] {
  const { root } = parseDocument(JSON.stringify(value));
  const walk: Walk = { problems: [], expressions: new Expressions() };
  if (root) checkConditions(root, schema, { span: root.span }, walk);
  return walk.problems.map(({ detail }) => detail);
}
