import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt, shortPathText } from '../../../../core/syntax/lookup.ts';
import { matches } from '../../../../core/syntax/path-pattern.ts';
import { noneOf } from '../../../../core/text/enumeration.ts';
import { isNull, isUnknowable } from '../../../../core/validation/unknowable.ts';
import { Metal3DataTemplate } from '../../kinds.ts';
import { hasUnknownSource, sourceChoicesOf, writtenSources } from '../../value-sources.ts';

/** Source: see `value-sources.ts`. */
export const missingValueSource = defineRule({
  id: 'missing-value-source',
  formerIds: ['missing-source'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A value has no source, such as a pool or an interface.',

  *check(resource, view) {
    if (!view.isComplete(resource)) return;
    for (const choice of sourceChoicesOf(resource))
      for (const { node, path } of matches(resource.root, choice.pattern)) {
        if (isUnknowable(node) || (node.kind !== 'map' && !isNull(node))) continue;
        if (writtenSources(node, choice).length > 0 || hasUnknownSource(node, choice)) continue;
        const { consequence, ...outcome } = choice.none;
        const key = entryOf(nodeAt(resource.root, path.slice(0, -1)), String(path.at(-1)))?.key;
        yield {
          resource,
          node: key ?? (node.kind === 'map' ? node.entries[0]?.key : undefined) ?? node,
          path,
          ...outcome,
          message: `Missing source of ${choice.noun}: ${shortPathText(path)} of ${nameOf(resource)} sets ${noneOf(choice.sources.map((source) => source.key))}. ${consequence}.`,
        };
      }
  },
});
