import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import {
  BOOTSTRAP_GROUP,
  CLUSTER_GROUP,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
} from '../../../cluster-api/kinds.ts';

const NAMESPACE = ['metadata', 'namespace'];
const GROUPS_OF_PARTS: readonly string[] = [CLUSTER_GROUP, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP, BOOTSTRAP_GROUP];

/**
 * Source: Cluster API looks up whatever an object names in that object's own namespace. Namespaces that differ as text
 * are missing-reference-target's; here one of them is open.
 */
export const ambiguousNamespace = defineRule({
  id: 'ambiguous-namespace',
  formerIds: ['split-namespaces'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'An object and what it names come into one namespace only by luck.',

  *check(resource, view) {
    if (!GROUPS_OF_PARTS.includes(resource.group) || !resource.nameNode) return;
    const named = namedIn(resource, view);
    if (resource.namespace === undefined) yield* ofNone(resource, named);
    else if (isTemplate(resource.namespace)) yield* ofOther(resource, named);
  },
});

/** What an object names in its own file, without what it says of namespaces itself. */
function namedIn(resource: Resource, view: View): readonly Resource[] {
  if (!view.isWhole(resource)) return [];
  return resource.references.flatMap((reference) => {
    const { field, target } = reference;
    if (field.namespace === 'none' || field.elsewhere || target.namespace !== undefined) return [];
    if (!GROUPS_OF_PARTS.includes(target.group)) return [];
    const found = view.resolve(resource, reference);
    return found.kind === 'object' && found.resource.uri === resource.uri ? [found.resource] : [];
  });
}

function* ofNone(resource: Resource, named: readonly Resource[]): Iterable<Report> {
  const placed = named.filter(({ namespace }) => namespace !== undefined);
  const [first] = placed;
  const namespace = first?.namespace;
  const node = first && scalarAt(first.root, NAMESPACE);
  if (!first || !namespace || !node || !resource.nameNode) return;
  // One alone may be there for other reasons, and whoever applies both may say the same namespace.
  if (placed.length < 2 || placed.some((other) => other.namespace !== namespace)) return;
  yield {
    resource,
    node: resource.nameNode,
    path: ['metadata', 'name'],
    message: `${nameOf(resource)} has no namespace, and ${nameOf(first)}, which it names, is in "${namespace}": wherever it is applied to another, it waits for ever. Write the namespace.`,
    related: [{ place: placeOf(first, node), message: `${nameOf(first)} is in "${namespace}".` }],
    fixes: fixIn(`Set namespace to ${namespace}`, resource, setField(resource.document, NAMESPACE, namespace), true),
  };
}

function* ofOther(resource: Resource, named: readonly Resource[]): Iterable<Report> {
  const own = scalarAt(resource.root, NAMESPACE);
  for (const other of named) {
    const node = scalarAt(other.root, NAMESPACE);
    if (!own || !node || !other.namespace || !isTemplate(other.namespace) || other.namespace === resource.namespace)
      continue;
    yield {
      resource: other,
      node,
      path: NAMESPACE,
      message: `${nameOf(other)} is in ${node.text}, and ${nameOf(resource)}, which names it, in ${own.text}: unless both become the same, ${nameOf(resource)} waits for ever. Use one variable.`,
      related: [{ place: placeOf(resource, own), message: `${nameOf(resource)} is in ${own.text}.` }],
      fixes: fixIn(`Change to ${own.text}`, other, setField(other.document, NAMESPACE, own.text)),
    };
  }
}
