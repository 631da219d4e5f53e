import { fixIn } from '../../../../core/fixes/fix.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { nodeAt, shortPathText } from '../../../../core/syntax/lookup.ts';
import { scalarsBelow } from '../../../../core/syntax/scalars.ts';
import { BOOTSTRAP_KINDS, bootstrapPathOf } from '../../metadata-uses.ts';

/**
 * Source: the YAML parser of the API server: JSON has no maps as keys. Expressions of other template languages are ignored,
 * because they can be rendered before the manifest is applied.
 */
export const unquotedExpression = defineRule({
  id: 'unquoted-expression',
  severity: 'error',
  effect: 'refused',
  by: 'schema',
  on: BOOTSTRAP_KINDS,
  summary: 'A value in double braces without quotes, which YAML parses as a map.',

  *check(config) {
    if (!/:\s*\{\{\s*(ds|v1)\b/.test(config.document.text)) return;
    const base = bootstrapPathOf(config);
    for (const { node, path } of scalarsBelow(nodeAt(config.root, base), base)) {
      const written = node.text;
      if (node.style !== 'plain' || !/^\{\{\s*(ds|v1)\b/.test(written)) continue;
      const quote = written.includes("'") ? '"' : "'";
      yield {
        resource: config,
        node,
        path,
        message: `${shortPathText(path)} of ${nameOf(config)} must be quoted. Without quotes, YAML parses ${written} as a map, and the API server cannot read the document.`,
        fixes:
          written.includes(quote) || written.includes('\n')
            ? []
            : fixIn(
                `Add quotes: ${quote}${written}${quote}`,
                config,
                { span: node.span, newText: quote + written + quote },
                true,
              ),
      };
    }
  },
});
