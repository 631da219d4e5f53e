import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { localReferencesOf } from '../../../../core/objects/local-references.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import type { PlacedScalar } from '../../../../core/syntax/scalars.ts';
import { memoize } from '../../../../core/text/memoize.ts';
import { differOnlyInNumbers, nearestTo } from '../../../../core/text/similar-names.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

/** Source: see `METAL3_LOCAL_REFERENCES`. */
export const unknownLink = defineRule({
  id: 'unknown-link',
  severity: 'error',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'A network, a bond or a VLAN refers to a link that its data template does not define.',

  *check(resource, view) {
    if (!view.isComplete(resource)) return;
    const references = localReferencesOf(resource);
    const used = new Set(references.map(({ name }) => name));
    for (const { field, name, nameNode, path, targets, known } of references) {
      if (targets.length > 0 || isTemplate(name)) continue;
      const names = namesOf(known);
      if (!names) continue;
      const near = nearestTo(name, names);
      const candidates = near.length > 0 ? near : names;
      yield {
        resource,
        node: nameNode,
        path,
        message: `Unknown ${field.noun} "${name}": ${nameOf(resource)} defines no ${field.noun} with this id. ${field.consequence}.${near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`}`,
        fixes: candidates
          .slice(0, MAX_NAMES)
          .flatMap((other) =>
            fixIn(
              `Use ${field.noun} "${other}"`,
              resource,
              writeScalar(nameNode, other),
              near.length === 1 && !differOnlyInNumbers(name, other) && !used.has(other),
            ),
          ),
      };
    }
  },
});

const MAX_NAMES = 5;

/** Returns the names of definitions; undefined if one is a template. A data template can have thousands of links. */
const namesOf = memoize((known: readonly PlacedScalar[]): readonly string[] | undefined => {
  const names = [...new Set(known.map(({ node }) => node.text))];
  return names.some(isTemplate) ? undefined : names;
});
