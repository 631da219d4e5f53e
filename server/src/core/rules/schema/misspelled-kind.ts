import type { Fix } from '../../findings/finding.ts';
import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import { nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';

/**
 * An unknown kind can belong to a provider without bundled schemas, so this is a warning. Source: the kinds of the CRDs of
 * all releases, and of those in the workspace.
 */
export const misspelledKind = defineRule({
  id: 'misspelled-kind',
  severity: 'warning',
  effect: 'refused',
  by: 'schema',
  summary: 'An unknown kind whose name is similar to a kind of the same group.',

  *check(resource, view) {
    const node = scalarAt(resource.root, ['kind']);
    const [kind] = node ? view.similarKinds(resource) : [];
    if (node && kind !== undefined && !isTemplate(node.text))
      yield {
        resource,
        node,
        path: ['kind'],
        message: `Unknown kind ${node.text}. Unless another provider defines it, the API server rejects the object. Did you mean "${kind}"?`,
        fixes: change(resource, node, kind),
      };
    for (const { field, path, target } of resource.references) {
      const at = [...path.slice(0, -1), 'kind'];
      const stated = field.statesKind ? nodeAt(resource.root, at) : undefined;
      if (stated?.kind !== 'scalar' || stated.text !== target.kind || isTemplate(stated.text)) continue;
      const [known] = view.similarKinds(target);
      if (known === undefined || isDefined(resource, target, view)) continue;
      yield {
        resource,
        node: stated,
        path: at,
        effect: 'stuck',
        by: 'controller',
        message: `Unknown kind ${stated.text}. Unless another provider defines it, ${nameOf(resource)} ${field.consequence}. Did you mean "${known}"?`,
        fixes: change(resource, stated, known),
      };
    }
  },
});

/** The manifests define an object of the kind, where the misspelling is reported. */
function isDefined(resource: Resource, kind: Resource['references'][number]['target'], view: View): boolean {
  return view.objectsOf(resource, kind).length > 0;
}

function change(resource: Resource, node: ScalarNode, kind: string): readonly Fix[] {
  return node.alias ? [] : fixIn(`Change kind to ${kind}`, resource, writeScalar(node, kind));
}
