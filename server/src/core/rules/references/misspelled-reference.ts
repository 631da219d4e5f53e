import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { nameOf } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { nearestTo } from '../../text/edit-distance.ts';
import { defineRule, placeOf } from '../rule.ts';

/**
 * Source: the table of references. What others usually make, a Secret above all, may be anywhere; but one of nearly that
 * name, to which nothing else refers, was meant.
 */
export const misspelledReference = defineRule({
  id: 'misspelled-reference',
  formerIds: ['mistyped-reference'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference names nothing at hand, and an object to which nothing refers has nearly that name.',

  *check(resource, view) {
    for (const reference of resource.references) {
      const { field, target, nameNode, path } = reference;
      if (!field.elsewhere || isTemplate(target.name)) continue;
      const resolution = view.resolve(resource, reference);
      if (resolution.kind !== 'unknowable' || resolution.candidates.length > 0) continue;
      const others = view.objectsOf(resource, target).filter(({ name }) => name !== undefined && !isTemplate(name));
      const near = nearestTo(
        target.name,
        others.flatMap(({ name }) => name ?? []),
      );
      const [meant] = others.filter(({ name }) => name === near[0]);
      if (near.length !== 1 || !meant?.name || view.referrersTo(meant).length > 0) continue;
      // `node-0-bmc` and `node-1-bmc` are two, not a slip of the finger.
      if (meant.name.replace(/\d+/g, '') === target.name.replace(/\d+/g, '')) continue;
      yield {
        resource,
        node: nameNode,
        path,
        message: `No ${target.kind} at hand is named "${target.name}", and nothing refers to ${nameOf(meant)}: if it is meant, ${nameOf(resource)} ${field.consequence}. Did you mean "${meant.name}"?`,
        related: [{ place: placeOf(meant, meant.nameNode ?? meant.root), message: `${nameOf(meant)} is here.` }],
        fixes: fixIn(`Refer to ${target.kind} "${meant.name}" instead`, resource, writeScalar(nameNode, meant.name)),
      };
    }
  },
});
