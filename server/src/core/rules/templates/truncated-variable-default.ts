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
  summary: 'The default of a template variable is cut off at a closing brace.',

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
        message: `The default of variable ${use.name} ends at its first closing brace, so it is only "${use.argument}". clusterctl keeps the next } as text after the value, even if ${use.name} is set. Remove the default, or use one without braces.`,
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
