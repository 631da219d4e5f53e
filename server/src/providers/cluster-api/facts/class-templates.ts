import { check, formed } from '../../../core/facts/checks.ts';
import { type Check, fieldName, placesIn, type Row, type RowOptions } from '../../../core/facts/fact.ts';
import { isUnsure } from '../../../core/facts/field-values.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { statesKind } from '../../../core/objects/references.ts';
import { nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import { KamajiControlPlaneTemplate } from '../../kamaji-control-plane/kinds.ts';
import { CAPI, ClusterClass } from '../kinds.ts';
import { KNOWN_GROUPS } from '../known-groups.ts';
import { CLASS_TEMPLATE_REFS, CLASS_TEMPLATE_REFS_V1BETA1 } from '../references.ts';
import { selectsMissingTemplate } from './class-selectors.ts';

function row(at: readonly string[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: CAPI, ...options, places: placesIn([ClusterClass], ...at), ...own };
}

/** Template references of a ClusterClass and their patches. Source: Cluster API, compatibility.go and patch_validation.go. */
export const CLASS_TEMPLATE_ROWS: readonly Row[] = [
  row(
    [...CLASS_TEMPLATE_REFS, ...CLASS_TEMPLATE_REFS_V1BETA1],
    formed('kind', (text) => text === '' || /.Template$/.test(text), 'a kind that ends with Template', {
      correction: (text) => (KNOWN_GROUPS.has(`${text}Template`) ? `${text}Template` : undefined),
    }),
  ),
  row(['spec.patches[].definitions[]'], selectsMissingTemplate()),
  row(
    ['spec.patches[].definitions[].jsonPatches[]'],
    formed('path', (text) => text === '' || /^\/spec(\/|$)/.test(text), 'a path that starts with /spec/', {
      correction: (text) => (text.startsWith('spec/') ? `/${text}` : undefined),
    }),
  ),
  row(['spec.patches[].definitions[]'], outsideTemplateSpec(), {
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'Cluster API applies only changes below spec.template.spec',
  }),
];

/** Reports patches of a KamajiControlPlaneTemplate outside spec.template, which Cluster API drops. */
function outsideTemplateSpec(): Check {
  return check('ignored-field', function* (found) {
    if (!statesKind(nodeAt(found.node, ['selector']), KamajiControlPlaneTemplate)) return;
    const list = nodeAt(found.node, ['jsonPatches']);
    if (list?.kind !== 'sequence') return;
    for (const [index, item] of list.items.entries()) {
      const path = scalarAt(item, ['path']);
      if (
        !path ||
        isUnsure(path) ||
        !/^\/spec(\/|$)/.test(path.text) ||
        /^\/spec\/template(\/spec(\/|$)|\/metadata(\/|$)|$)/.test(path.text)
      )
        continue;
      const at = [...found.path, 'jsonPatches', index, 'path'];
      const meant = path.text.replace(/^\/spec\//, '/spec/template/spec/');
      yield {
        path: at,
        problem: `${fieldName(found, at)} is "${path.text}", outside /spec/template/spec/`,
        fixes: fixIn(`Change to ${meant}`, found.resource, writeScalar(path, meant)),
      };
    }
  });
}
