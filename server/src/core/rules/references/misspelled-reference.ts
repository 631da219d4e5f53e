import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { memoize } from '../../text/memoize.ts';
import { differOnlyInNumbers, nearestTo } from '../../text/similar-names.ts';
import { defineRule, placeOf } from '../rule.ts';

/**
 * Source: the reference fields of the providers. An object that is usually created by other means, such as a Secret, may
 * exist in the cluster. If an unreferenced object has a similar name, the reference is probably misspelled.
 */
export const misspelledReference = defineRule({
  id: 'misspelled-reference',
  formerIds: ['mistyped-reference'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference to a missing object, although an unreferenced object has a similar name.',

  *check(resource, view) {
    for (const reference of resource.references) {
      const { field, target, nameNode, path } = reference;
      if (!field.isExternal || isTemplate(target.name)) continue;
      const resolution = view.resolve(resource, reference);
      if (resolution.kind !== 'unknowable' || resolution.candidates.length > 0) continue;
      const others = byName(view.objectsOf(resource, target));
      const near = nearestTo(target.name, namesIn(others));
      const meant = others.get(near[0] ?? '');
      if (near.length !== 1 || !meant?.name || view.referrersTo(meant).length > 0) continue;
      if (differOnlyInNumbers(meant.name, target.name)) continue;
      yield {
        resource,
        node: nameNode,
        path,
        message: `${target.kind} "${target.name}" not found. Unless the cluster has it, ${nameOf(resource)} ${field.consequence}. Did you mean "${meant.name}"?`,
        related: [
          {
            place: placeOf(meant, meant.nameNode ?? meant.root),
            message: `${nameOf(meant)} is defined here. No object refers to it.`,
          },
        ],
        fixes: fixIn(`Change to "${meant.name}"`, resource, writeScalar(nameNode, meant.name)),
      };
    }
  },
});

/** Returns the first object of each name. Thousands of references can be missing among the same objects. */
const byName = memoize((objects: readonly Resource[]): ReadonlyMap<string, Resource> => {
  const first = new Map<string, Resource>();
  for (const object of objects)
    if (object.name !== undefined && !isTemplate(object.name) && !first.has(object.name))
      first.set(object.name, object);
  return first;
});

const namesIn = memoize((objects: ReadonlyMap<string, Resource>): ReadonlySet<string> => new Set(objects.keys()));
