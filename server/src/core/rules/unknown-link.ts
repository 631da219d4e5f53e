import { fixIn } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { localReferencesOf } from '../resources/local-references.ts';
import { nameOf } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { nearestTo } from '../text/edit-distance.ts';
import { defineRule } from './rule.ts';

/** Source: the table of names inside an object. */
export const unknownLink = defineRule({
  id: 'unknown-link',
  severity: 'error',
  effect: 'wrong',
  by: 'boot',
  kinds: ['Metal3DataTemplate'],
  summary: 'A network, a bond or a VLAN names a link that its data template does not have.',

  *check(resource, view) {
    if (!view.isWhole(resource)) return;
    for (const { field, name, nameNode, path, targets, known } of localReferencesOf(resource)) {
      if (targets.length > 0 || isTemplate(name)) continue;
      const names = [...new Set(known.map(({ node }) => node.text))];
      if (names.some(isTemplate)) continue;
      const near = nearestTo(name, names);
      const [only] = names;
      const meant = near.length > 0 ? near : names;
      yield {
        resource,
        node: nameNode,
        path,
        message: `No ${field.what} of ${nameOf(resource)} has the id "${name}": a machine ${field.consequence}. ${near[0] === undefined ? 'Correct the id, or define the link.' : `Did you mean "${near[0]}"?`}`,
        fixes: meant
          .slice(0, MOST_NAMES)
          .flatMap((other) =>
            fixIn(
              `Use ${field.what} "${other}"`,
              resource,
              writeScalar(nameNode, other),
              (near.length === 1 || names.length === 1) && other === (near[0] ?? only),
            ),
          ),
      };
    }
  },
});

const MOST_NAMES = 5;
