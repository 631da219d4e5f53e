import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf, shortPathText } from '../../../../core/syntax/lookup.ts';
import { matches } from '../../../../core/syntax/path-pattern.ts';
import { Metal3DataTemplate } from '../../kinds.ts';
import { sourceChoicesOf, writtenSources } from '../../value-sources.ts';

/** Source: see `value-sources.ts`. */
export const conflictingValueSources = defineRule({
  id: 'conflicting-value-sources',
  formerIds: ['competing-sources'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A value has several sources, but only one can apply.',

  *check(resource) {
    for (const choice of sourceChoicesOf(resource))
      for (const { node, path } of matches(resource.root, choice.pattern)) {
        const [winner, ...others] = writtenSources(node, choice);
        const [ignored] = others;
        if (!winner || !ignored) continue;
        const { consequence, ...outcome } = choice.several;
        const keys = [winner, ...others].map(({ key }) => key);
        yield {
          resource,
          node: entryOf(node, ignored.key)?.key ?? node,
          path: [...path, ignored.key],
          ...outcome,
          message: `Conflicting sources of ${choice.noun}: ${shortPathText(path)} of ${nameOf(resource)} sets ${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}. ${consequence.replace('WINNER', winner.key)}. Keep one of them.`,
        };
      }
  },
});
