import type { Node } from '../../syntax/node.ts';
import { scalarsBelow } from '../../syntax/scalars.ts';
import { isClusterctlTemplate } from '../../templates/clusterctl.ts';
import { readVariables, type VariableUse } from '../../templates/variables.ts';
import { defineRule } from '../rule.ts';

/**
 * The first brace ends a default (drone/envsubst, parse/parse.go), and the rest is text that stays. In a script of a
 * file that is not clusterctl's the shell does the same, and its author knows.
 */
export const truncatedVariableDefault = defineRule({
  id: 'truncated-variable-default',
  formerIds: ['brace-in-default'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  summary: 'The default of a variable ends at its first closing brace, and the next one is left over.',

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
        message: `The default of ${use.name} ends at the first }, so it is ${use.argument}, and the second } stays behind it. When ${use.name} is set, that brace stands behind its value. Leave the default out, or write the value without braces.`,
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
