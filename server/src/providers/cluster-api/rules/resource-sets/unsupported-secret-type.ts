import { fixIn } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { statesKind } from '../../../../core/objects/references.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { ClusterResourceSet } from '../../kinds.ts';

const TYPE = 'addons.cluster.x-k8s.io/resource-set';

/** Source: Cluster API, clusterresourceset_controller.go: a Secret of another type is left out, with WrongSecretType. */
export const unsupportedSecretType = defineRule({
  id: 'unsupported-secret-type',
  formerIds: ['wrong-secret-type'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [ClusterResourceSet],
  summary: 'A ClusterResourceSet references a Secret of a type that it does not apply.',

  *check(set, view) {
    const resources = nodeAt(set.root, ['spec', 'resources']);
    if (resources?.kind !== 'sequence' || !view.isComplete(set)) return;
    for (const item of resources.items) {
      const name = scalarAt(item, ['name']);
      if (!statesKind(item, Secret) || !name?.text || isTemplate(name.text)) continue;
      const secrets = view
        .objectsOf(set, Secret, { name: 'name', value: name.text })
        .filter((each) => each.namespace === set.namespace && view.isComplete(each));
      const [secret] = secrets;
      if (secrets.length !== 1 || !secret) continue;
      const type = scalarAt(secret.root, ['type']);
      if (type && (type.text === TYPE || isTemplate(type.text))) continue;
      yield {
        resource: secret,
        node: type ?? secret.nameNode ?? secret.root,
        path: ['type'],
        message: `${nameOf(secret)} has type ${type?.text || 'Opaque'}, but ${nameOf(set)} applies only Secrets of type ${TYPE}. Its contents never reach the clusters.`,
        related: [{ place: placeOf(set, name), message: `${nameOf(set)} references it here.` }],
        fixes: fixIn(`Set type to ${TYPE}`, secret, setField(secret.document, ['type'], TYPE), true),
      };
    }
  },
});
