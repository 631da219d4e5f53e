import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { isClusterctlTemplate } from '../../../../core/templates/clusterctl.ts';
import {
  BOOTSTRAP_GROUP,
  CLUSTER_GROUP,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
} from '../../../cluster-api/kinds.ts';

const NAMESPACE = ['metadata', 'namespace'];
const GROUPS_OF_PARTS: readonly string[] = [CLUSTER_GROUP, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP, BOOTSTRAP_GROUP];

/**
 * Source: Cluster API resolves references in the namespace of the object that contains them. If both namespaces are
 * literals and differ, missing-reference-target reports it; here one of them is missing or a variable.
 */
export const ambiguousNamespace = defineRule({
  id: 'ambiguous-namespace',
  formerIds: ['split-namespaces'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'An object and the objects it references may end up in different namespaces.',

  *check(resource, view) {
    if (!GROUPS_OF_PARTS.includes(resource.group) || !resource.nameNode) return;
    if (isClusterctlTemplate(resource.uri)) return;
    if (resource.namespace === undefined) yield* withoutNamespace(resource, namedIn(resource, view));
    else if (isTemplate(resource.namespace)) yield* withVariable(resource, namedIn(resource, view));
  },
});

const CLUSTERCTL_NAMESPACE = /^\$\{ *(TARGET_)?NAMESPACE\b/;

/** Returns the objects in the same file that an object references without a namespace. */
function namedIn(resource: Resource, view: View): readonly Resource[] {
  if (!view.isComplete(resource)) return [];
  return resource.references.flatMap((reference) => {
    const { field, target } = reference;
    if (field.namespace === 'none' || field.isExternal || target.namespace !== undefined) return [];
    if (!GROUPS_OF_PARTS.includes(target.group)) return [];
    const found = view.resolve(resource, reference);
    return found.kind === 'object' && found.resource.uri === resource.uri ? [found.resource] : [];
  });
}

function* withoutNamespace(resource: Resource, named: readonly Resource[]): Iterable<Report> {
  const placed = named.filter(({ namespace }) => namespace !== undefined);
  const [first] = placed;
  const namespace = first?.namespace;
  const node = first && scalarAt(first.root, NAMESPACE);
  if (!first || !namespace || !node || !resource.nameNode) return;
  // In a template of clusterctl, which sets the namespace of every object.
  if (CLUSTERCTL_NAMESPACE.test(namespace)) return;
  // A single one may have another reason, and the namespace may be given when the manifest is applied.
  if (placed.length < 2 || placed.some((other) => other.namespace !== namespace)) return;
  yield {
    resource,
    node: resource.nameNode,
    path: ['metadata', 'name'],
    message: `${nameOf(resource)} has no namespace, but ${nameOf(first)}, which it references, is in "${namespace}". If it is applied to another namespace, it never finds ${nameOf(first)}. Set metadata.namespace.`,
    related: [{ place: placeOf(first, node), message: `${nameOf(first)} is in namespace "${namespace}".` }],
    fixes: fixIn(`Set namespace to ${namespace}`, resource, setField(resource.document, NAMESPACE, namespace), true),
  };
}

function* withVariable(resource: Resource, named: readonly Resource[]): Iterable<Report> {
  const own = scalarAt(resource.root, NAMESPACE);
  for (const other of named) {
    const node = scalarAt(other.root, NAMESPACE);
    if (!own || !node || !other.namespace || !isTemplate(other.namespace) || other.namespace === resource.namespace)
      continue;
    yield {
      resource: other,
      node,
      path: NAMESPACE,
      message: `${nameOf(other)} is in namespace ${node.text}, but ${nameOf(resource)}, which references it, is in ${own.text}. Unless both variables have the same value, ${nameOf(resource)} never finds it. Use one variable.`,
      related: [{ place: placeOf(resource, own), message: `${nameOf(resource)} is in namespace ${own.text}.` }],
      fixes: fixIn(`Change to ${own.text}`, other, setField(other.document, NAMESPACE, own.text)),
    };
  }
}
