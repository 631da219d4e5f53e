import type { Node } from '../../syntax/node.ts';
import { scalarsBelow } from '../../syntax/scalars.ts';
import { isClusterctlTemplate } from '../../templates/clusterctl.ts';
import { readVariables, type VariableUse } from '../../templates/variables.ts';
import { defineRule } from '../rule.ts';

/**
 * Source: drone/envsubst, parse/parse.go: the first closing brace ends a default. Scripts in files that are not clusterctl
 * templates are not checked: shells behave the same, and authors of scripts know it.
 */
export const truncatedVariableDefault = defineRule({
  id: 'truncated-variable-default',
  formerIds: ['brace-in-default'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  summary: 'A default that ends at its first closing brace, with another brace left over.',

  *checkSource({ text, parsed }, uri) {
    if (!text.includes('${')) return;
    for (const use of readVariables(text).uses) {
      const opened = use.argument.lastIndexOf('{') > use.argument.lastIndexOf('}') && use.nested.length === 0;
      if (!opened || text[use.span.end] !== '}') continue;
      if (!isClusterctlTemplate(uri) && isInBlock(parsed.root, use)) continue;
      const start = use.span.start;
      const end = use.span.end + 1;
      yield {
        span: { start, end },
        message: `The default of ${use.name} ends at the first }: it is ${use.argument}, and the second } is left over. If ${use.name} is set, its value is followed by that brace. Remove the default, or write it without braces.`,
      };
    }
  },
});

function isInBlock(root: Node | undefined, use: VariableUse): boolean {
  for (const { node } of scalarsBelow(root, []))
    if (
      (node.style === 'literal' || node.style === 'folded') &&
      node.span.start <= use.span.start &&
      use.span.end <= node.span.end
    )
      return true;
  return false;
}
