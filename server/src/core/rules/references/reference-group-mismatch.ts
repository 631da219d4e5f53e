import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import { nameOf, splitApiVersion } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { defineRule } from '../rule.ts';

/**
 * Source: the kinds and groups of the CRDs of all releases. Only for groups in which the stated kind certainly does not
 * exist: another provider may define a kind of the same name in a group of its own.
 */
export const referenceGroupMismatch = defineRule({
  id: 'reference-group-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference that combines a known kind with the wrong API group.',

  *check(resource, view) {
    for (const { field, path, target } of resource.references) {
      if (!field.statesKind || isTemplate(target.kind)) continue;
      const known = view.kindInOtherGroup(target);
      if (!known) continue;
      const reference = path.slice(0, -1);
      for (const key of ['apiGroup', 'apiVersion']) {
        const node = scalarAt(resource.root, [...reference, key]);
        if (!node || isTemplate(node.text)) continue;
        const { group, version } = key === 'apiGroup' ? { group: node.text, version: '' } : splitApiVersion(node.text);
        if (group !== target.group) continue;
        const right = version === '' ? known.group : `${known.group}/${version}`;
        yield {
          resource,
          node,
          path: [...reference, key],
          message: `${target.kind} is in group ${known.group}, not ${group}. ${nameOf(resource)} ${field.consequence}.`,
          fixes: node.alias ? [] : fixIn(`Change ${key} to ${right}`, resource, writeScalar(node, right)),
        };
      }
    }
  },
});
