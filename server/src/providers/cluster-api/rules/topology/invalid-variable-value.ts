import { reportedNode } from '../../../../core/facts/reported-node.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { classVariablesOf, definitionsByName, requiredAmong, variableNamesOf } from '../../class-variables.ts';
import { Cluster } from '../../kinds.ts';
import { classOf, hasExtension, type NamedItem, namedItems, overridesIn } from '../../topology-class.ts';
import { invalidValueReports } from '../../variable-value.ts';

const VARIABLES = ['spec', 'topology', 'variables'];

/**
 * Source: Cluster API, internal/topology/variables/cluster_variable_validation.go. Only spec.topology.variables must contain
 * the required variables without a default; overrides can omit them. An extension that generates patches can define further
 * variables.
 */
export const invalidVariableValue = defineRule({
  id: 'invalid-variable-value',
  formerIds: ['unfit-variable'],
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  on: [Cluster],
  summary: "A variable of a Cluster's topology is missing, undefined or does not match its schema in the ClusterClass.",

  *check(cluster, view) {
    const clusterClass = classOf(cluster, view);
    const definitions = clusterClass && classVariablesOf(clusterClass);
    if (!clusterClass || !definitions) return;
    const byName = definitionsByName(definitions);
    yield* missing(cluster, clusterClass, definitions);
    // Findings of an invalid class are reported at the class, whose schemas cannot be used then.
    const isValidClass = view.violations(clusterClass).length === 0;
    for (const path of [VARIABLES, ...overridesIn(cluster)])
      for (const item of namedItems(cluster.root, path, 'name') ?? []) {
        const definition = byName.get(item.nameNode.text);
        if (!definition && !hasExtension(clusterClass))
          yield undefinedVariable(cluster, clusterClass, item, definitions);
        else if (definition && isValidClass) yield* invalidValueReports(cluster, clusterClass, item, definition);
      }
  },
});

/** The number of missing variables of one Cluster that are reported. */
const MAX_MISSING = 20;

function* missing(cluster: Resource, clusterClass: Resource, definitions: readonly NamedItem[]): Iterable<Report> {
  const given = namedItems(cluster.root, VARIABLES, 'name');
  // A templated name is usually that of a patch, which contains only the changed fields.
  if (!given || isTemplate(cluster.name ?? '')) return;
  const set = new Set(given.map(({ nameNode }) => nameNode.text));
  let count = 0;
  for (const { nameNode } of requiredAmong(definitions)) {
    if (set.has(nameNode.text)) continue;
    if (count++ === MAX_MISSING) return;
    yield {
      resource: cluster,
      node: reportedNode(cluster.root, VARIABLES),
      path: VARIABLES,
      message: `${nameOf(cluster)} does not set the variable "${nameNode.text}", which ${nameOf(clusterClass)} requires. Cluster API rejects the object. Add it to spec.topology.variables.`,
      related: [
        { place: placeOf(clusterClass, nameNode), message: `${nameOf(clusterClass)} defines it as required here.` },
      ],
    };
  }
}

function undefinedVariable(
  cluster: Resource,
  clusterClass: Resource,
  { path, nameNode }: NamedItem,
  definitions: readonly NamedItem[],
): Report {
  const near = nearestTo(nameNode.text, variableNamesOf(definitions));
  const question = near[0] === undefined ? 'Define it in the class, or remove it.' : `Did you mean "${near[0]}"?`;
  return {
    resource: cluster,
    node: nameNode,
    path: [...path, 'name'],
    message: `Unknown variable "${nameNode.text}": ${nameOf(clusterClass)} does not define it. Cluster API rejects ${nameOf(cluster)}. ${question}`,
    related: [
      {
        place: placeOf(clusterClass, clusterClass.nameNode ?? clusterClass.root),
        message: `${nameOf(clusterClass)} is defined here.`,
      },
    ],
    fixes: near.flatMap((name) => fixIn(`Change to ${name}`, cluster, writeScalar(nameNode, name))),
  };
}
