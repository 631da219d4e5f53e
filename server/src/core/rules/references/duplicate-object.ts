import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import { defineRule, placeOf } from '../rule.ts';

/**
 * Source: the API server's identity of objects: group, kind, namespace and name. Not judged: other
 * versions, which show one object before and after a migration; other files, for overlays and environments repeat what
 * they change.
 */
export const duplicateObject = defineRule({
  id: 'duplicate-object',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  summary: 'Two documents of a file are one object, and the second is written over the first.',

  *check(resource, view) {
    const { name } = resource;
    if (name === undefined || isTemplate(name) || !resource.nameNode || !view.isWhole(resource)) return;
    if (isOpen(resource)) return;
    const other = view
      .namesakes(resource)
      .find((each) => each.version === resource.version && !isOpen(each) && each.document !== resource.document);
    if (!other?.nameNode) return;
    yield {
      resource,
      node: resource.nameNode,
      path: ['metadata', 'name'],
      message: `Two documents of this file are ${nameOf(resource)}: they are one object, and the one that is applied last is written over the other. Give one another name, or delete it.`,
      related: [{ place: placeOf(other, other.nameNode), message: `${nameOf(other)} is here too.` }],
    };
  },
});

/** In a namespace that something fills in, or of a generated name. */
function isOpen({ root, namespace }: Resource): boolean {
  return isTemplate(namespace ?? '') || nodeAt(root, ['metadata', 'generateName']) !== undefined;
}
