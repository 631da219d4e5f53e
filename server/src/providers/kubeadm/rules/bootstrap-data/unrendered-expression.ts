import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { BOOTSTRAP_KINDS, isIgnition, renderedTexts } from '../../metadata-uses.ts';

/** Source: Cluster API, which marks cloud-config as a Jinja template and passes on Ignition unchanged. */
export const unrenderedExpression = defineRule({
  id: 'unrendered-expression',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: BOOTSTRAP_KINDS,
  summary: 'A cloud-init expression in bootstrap data for Ignition, which does not render it.',

  *check(config) {
    if (!isIgnition(config)) return;
    for (const { uses } of renderedTexts(config))
      for (const { key, span, path } of uses)
        yield {
          resource: config,
          node: { kind: 'scalar', style: 'plain', text: key, span },
          path,
          message: `Ignition does not render ds.meta_data.${key} in ${nameOf(config)}. The machine gets the expression itself. Read the value at boot, from meta_data.json on the config drive.`,
        };
  },
});
