import { isUnsure } from '../../core/facts/field-values.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import { placeOf, type Report } from '../../core/rules/rule.ts';
import type { StructuralSchema } from '../../core/schemas/structural-schema.ts';
import { entryOf, nodeAt, pathText, shortPathText } from '../../core/syntax/lookup.ts';
import { memoize } from '../../core/text/memoize.ts';
import { Expressions } from '../../core/validation/expressions.ts';
import { plainValue } from '../../core/validation/plain-value.ts';
import type { Problem } from '../../core/validation/problem.ts';
import { NO_FIELD, problemText } from '../../core/validation/problem-text.ts';
import { isNull } from '../../core/validation/unknowable.ts';
import { SCHEMA } from './class-variables.ts';
import type { NamedItem } from './topology-class.ts';
import { isTemplatedSchema, type ValuePlace, valueProblems } from './variable-schema.ts';

/** Reports where the value of a variable violates the schema that a ClusterClass defines for it. */
export function* invalidValueReports(
  cluster: Resource,
  clusterClass: Resource,
  item: NamedItem,
  definition: NamedItem,
): Iterable<Report> {
  const value = entryOf(item.node, 'value');
  const schema = nodeAt(definition.node, SCHEMA);
  if (!value || isNull(value.value) || schema?.kind !== 'map') return;
  // A templated schema is unknown.
  if (isTemplatedSchema(schema)) return;
  const place: ValuePlace = [[...item.path, 'value'], value.key.span];
  const problems = valueProblems(
    value.value,
    plainValue(schema) as StructuralSchema,
    place,
    expressionsOf(clusterClass),
  );
  for (const problem of problems) {
    const { code, path, span, node, detail } = problem;
    // The type of a placeholder is unknown.
    if (isUnsure(node)) continue;
    if (code === 'check-limit-exceeded') {
      yield {
        resource: cluster,
        node: { kind: 'scalar', span, text: '', style: 'plain' },
        path,
        message: `${pathText(path)} ${detail}. It is not checked against ${nameOf(clusterClass)}.`,
        severity: 'info',
        effect: 'advice',
      };
      continue;
    }
    yield {
      resource: cluster,
      node: { kind: 'scalar', span, text: '', style: 'plain' },
      path,
      message: `${problemIn(cluster, problem)}. Cluster API rejects the object, because the value violates the schema of the variable "${item.nameNode.text}" in ${nameOf(clusterClass)}.`,
      related: [
        {
          place: placeOf(clusterClass, definition.nameNode),
          message: `${nameOf(clusterClass)} defines the variable here.`,
        },
      ],
    };
  }
}

function problemIn(cluster: Resource, { code, path, detail }: Problem): string {
  if (code === 'validation-rule-failed')
    return `${shortPathText(path)} of ${nameOf(cluster)} violates a validation rule: ${detail.replace(/\.$/, '')}`;
  return code === 'required-field' || detail === NO_FIELD
    ? `${problemText({ code, path, detail })} in ${nameOf(cluster)}`
    : `${shortPathText(path)} of ${nameOf(cluster)} ${detail}`;
}

/** Compiled once per class, for all Clusters that use it. */
const expressionsOf = memoize((_class: Resource) => new Expressions());
