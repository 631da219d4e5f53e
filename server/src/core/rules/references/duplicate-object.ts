import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import { defineRule, placeOf } from '../rule.ts';

/**
 * Source: the API server identifies objects by group, kind, namespace and name. Not checked: other versions, which show
 * an object before and after a migration; other files, because overlays and environments repeat objects.
 */
export const duplicateObject = defineRule({
  id: 'duplicate-object',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  summary: 'Two documents of a file define the same object, and one overwrites the other.',

  *check(resource, view) {
    const { name } = resource;
    if (name === undefined || isTemplate(name) || !resource.nameNode || !view.isComplete(resource)) return;
    if (hasOpenIdentity(resource)) return;
    const other = view
      .duplicatesOf(resource)
      .find(
        (each) => each.version === resource.version && !hasOpenIdentity(each) && each.document !== resource.document,
      );
    if (!other?.nameNode) return;
    yield {
      resource,
      node: resource.nameNode,
      path: ['metadata', 'name'],
      message: `${nameOf(resource)} is defined more than once in this file. The document that is applied last overwrites the others. Rename or remove one.`,
      related: [{ place: placeOf(other, other.nameNode), message: `${nameOf(other)} is also defined here.` }],
    };
  },
});

/** Returns true if the namespace is templated or the name is generated. */
function hasOpenIdentity({ root, namespace }: Resource): boolean {
  return isTemplate(namespace ?? '') || nodeAt(root, ['metadata', 'generateName']) !== undefined;
}
