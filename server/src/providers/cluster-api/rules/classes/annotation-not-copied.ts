import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt } from '../../../../core/syntax/lookup.ts';
import { ClusterClass } from '../../kinds.ts';

const ANNOTATION = 'cluster.x-k8s.io/managed-by';
const ANNOTATIONS = ['metadata', 'annotations'];

/**
 * Source: Cluster API, internal/contract and core/reconcilers/topology: an object that is created from a template gets the
 * metadata in spec.template.metadata, not the metadata of the template.
 */
export const annotationNotCopied = defineRule({
  id: 'annotation-not-copied',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [ClusterClass],
  summary:
    'An annotation of an infrastructure cluster template is not copied to the clusters that are created from it.',

  *check(clusterClass, view) {
    if (clusterClass.document.text.includes('~1managed-by') || !view.isComplete(clusterClass)) return;
    for (const reference of clusterClass.references) {
      if (!/^spec\.infrastructure\./.test(reference.field.pattern.text)) continue;
      const found = view.resolve(clusterClass, reference);
      if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) continue;
      const template = found.resource;
      const key = entryOf(nodeAt(template.root, ANNOTATIONS), ANNOTATION)?.key;
      const copied = nodeAt(template.root, ['spec', 'template', ...ANNOTATIONS]);
      if (!key || (copied && (copied.kind !== 'map' || entryOf(copied, ANNOTATION)))) continue;
      yield {
        resource: template,
        node: key,
        path: [...ANNOTATIONS, ANNOTATION],
        message: `The annotation ${ANNOTATION} of ${nameOf(template)} is not copied to the clusters of ${nameOf(clusterClass)}. The infrastructure provider therefore reconciles them itself. Set it in spec.template.metadata.annotations.`,
        related: [
          { place: placeOf(clusterClass, reference.nameNode), message: `${nameOf(clusterClass)} references it here.` },
        ],
      };
    }
  },
});
