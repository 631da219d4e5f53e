import { nameOf } from '../resources/resource.ts';
import { sourceChoicesOf, writtenSources } from '../resources/sources.ts';
import { entryOf, nodeAt, pathText } from '../syntax/lookup.ts';
import { matches } from '../syntax/path-pattern.ts';
import { isNull, isUnknowable } from '../validation/unknowable.ts';
import { defineRule } from './rule.ts';

/** Source: the table of sources. */
export const missingSource = defineRule({
  id: 'missing-source',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  kinds: ['Metal3DataTemplate'],
  summary: 'A value that must come from somewhere has no source.',

  *check(resource, view) {
    if (!view.isWhole(resource)) return;
    for (const choice of sourceChoicesOf(resource))
      for (const { node, path } of matches(resource.root, choice.pattern)) {
        if (isUnknowable(node) || (node.kind !== 'map' && !isNull(node))) continue;
        if (writtenSources(node, choice).length > 0) continue;
        const { consequence, ...outcome } = choice.none;
        const key = entryOf(nodeAt(resource.root, path.slice(0, -1)), String(path.at(-1)))?.key;
        yield {
          resource,
          node: key ?? (node.kind === 'map' ? node.entries[0]?.key : undefined) ?? node,
          path,
          ...outcome,
          message: `${pathText(path)} of ${nameOf(resource)} does not say where ${choice.what} comes from: ${consequence}. Write one of ${choice.sources.map((source) => source.key).join(', ')}.`,
        };
      }
  },
});
