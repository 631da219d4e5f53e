import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { Machine, MachineDeployment, MachineSet } from '../../../cluster-api/kinds.ts';
import { KubeadmConfigTemplate } from '../../../kubeadm/kinds.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { Metal3Machine, Metal3MachineTemplate } from '../../../metal3/kinds.ts';
import { BareMetalHost } from '../../kinds.ts';

/**
 * Source: the controllers of the Bare Metal Operator and CAPM3, which read Secrets in the namespace of the object. Skips
 * Secrets that objects in their own namespace use: then the missing one may exist only in the cluster.
 */
export const secretInOtherNamespace = defineRule({
  id: 'secret-in-other-namespace',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [
    BareMetalHost,
    KubeadmConfigTemplate,
    Machine,
    MachineDeployment,
    MachineSet,
    Metal3Machine,
    Metal3MachineTemplate,
  ],
  summary: 'A Secret is in a different namespace than the object that uses it.',

  *check(resource, view) {
    for (const reference of resource.references) {
      const { target } = reference;
      const namespace = target.namespace ?? resource.namespace;
      if (!isKind(target, Secret) || !namespace || [namespace, target.name].some(isTemplate)) continue;
      if (view.resolve(resource, reference).kind !== 'unknowable') continue;
      const named = view
        .objectsInAnyNamespace(resource, Secret, { name: 'name', value: target.name })
        .filter(({ broken }) => !broken);
      const isInOtherNamespace = named.every((each) => each.namespace !== undefined && !isTemplate(each.namespace));
      const unused = named.filter((each) => view.referrersTo(each).length === 0);
      const [secret] = unused;
      if (!secret || !isInOtherNamespace || named.some((each) => each.namespace === namespace)) continue;
      yield {
        resource,
        node: reference.nameNode,
        path: reference.path,
        message: `${nameOf(secret)} is in namespace "${secret.namespace}", but ${nameOf(resource)} reads Secrets only from "${namespace}" and ${reference.field.consequence}. Create the Secret in that namespace.`,
        related: [
          { place: placeOf(secret, secret.nameNode ?? secret.root), message: `${nameOf(secret)} is defined here.` },
        ],
      };
    }
  },
});
