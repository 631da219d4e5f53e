import { isUnsure } from '../../../../core/facts/field-values.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import type { StructuralSchema } from '../../../../core/schemas/structural-schema.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import type { Span } from '../../../../core/text/span.ts';
import { Expressions } from '../../../../core/validation/expressions.ts';
import { plainValue } from '../../../../core/validation/plain-value.ts';
import { problemText } from '../../../../core/validation/problem-text.ts';
import { isNull } from '../../../../core/validation/unknowable.ts';
import { ClusterClass } from '../../kinds.ts';
import { isTemplatedSchema, valueProblems } from '../../variable-schema.ts';

const VARIABLES = ['spec', 'variables'];
const SCHEMA = ['schema', 'openAPIV3Schema'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean'];

/** A default, an example or an item of `enum`, with the schema that it must match. */
interface StatedValue {
  readonly node: Node;
  readonly span: Span;
  readonly path: NodePath;
  readonly schema: Node;
}

/**
 * Source: Cluster API v1.5 to v1.14, internal/topology/variables/clusterclass_variable_validation.go: validateRootSchema
 * validates defaults, and validateSchema the example and the items of `enum`.
 */
export const invalidClassVariable = defineRule({
  id: 'invalid-class-variable',
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [ClusterClass],
  summary: 'A default, example or enum value of a ClusterClass variable does not match the schema of the variable.',

  *check(clusterClass, view) {
    const variables = nodeAt(clusterClass.root, VARIABLES);
    if (variables?.kind !== 'sequence' || !view.isComplete(clusterClass)) return;
    // Findings of an invalid class are reported first, because its schemas cannot be used.
    if (!variables.items.some((item) => hasValues(clusterClass, item)) || view.violations(clusterClass).length > 0)
      return;
    const expressions = new Expressions();
    for (const [index, item] of variables.items.entries()) {
      const schema = nodeAt(item, SCHEMA);
      if (!schema || isTemplatedSchema(schema)) continue;
      for (const value of valuesIn(schema, [...VARIABLES, index, ...SCHEMA]))
        yield* reportsOf(clusterClass, value, scalarAt(item, ['name'])?.text ?? '', expressions);
    }
  },
});

/** Hot path: most variables have none of the three. */
function hasValues({ document }: Resource, { span }: Node): boolean {
  return /\b(default|example|enum)\b/.test(document.text.slice(span.start, span.end));
}

function* valuesIn(schema: Node, path: NodePath): Iterable<StatedValue> {
  if (schema.kind !== 'map') return;
  if (TYPES.includes(scalarAt(schema, ['type'])?.text ?? '')) {
    for (const key of ['default', 'example']) {
      const entry = entryOf(schema, key);
      if (entry && !isNull(entry.value))
        yield { node: entry.value, span: entry.key.span, path: [...path, key], schema };
    }
    const values = nodeAt(schema, ['enum']);
    if (values?.kind === 'sequence')
      for (const [index, node] of values.items.entries())
        if (!isNull(node)) yield { node, span: node.span, path: [...path, 'enum', index], schema };
  }
  const properties = nodeAt(schema, ['properties']);
  if (properties?.kind === 'map')
    for (const { key, value } of properties.entries)
      if (key.kind === 'scalar') yield* valuesIn(value, [...path, 'properties', key.text]);
  for (const key of ['items', 'additionalProperties']) {
    const child = nodeAt(schema, [key]);
    if (child) yield* valuesIn(child, [...path, key]);
  }
}

function* reportsOf(
  clusterClass: Resource,
  { node, span, path, schema }: StatedValue,
  name: string,
  expressions: Expressions,
): Iterable<Report> {
  const own = plainValue(schema) as StructuralSchema;
  // An item of `enum` is trivially one of the items.
  const { enum: _enum, ...withoutEnum } = own;
  const problems = valueProblems(node, path.includes('enum') ? withoutEnum : own, [path, span], expressions);
  for (const problem of problems) {
    if (isUnsure(problem.node) || problem.code === 'check-limit-exceeded') continue;
    yield {
      resource: clusterClass,
      node: { kind: 'scalar', span: problem.span, text: '', style: 'plain' },
      path: problem.path,
      message: `${problemText(problem)}. Cluster API rejects ${nameOf(clusterClass)}, because the value violates the schema of the variable "${name}".`,
    };
  }
}
