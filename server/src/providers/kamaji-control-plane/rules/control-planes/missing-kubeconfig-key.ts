import { isKind } from '../../../../core/objects/group-kind.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { missingSecretKey } from '../../../kubernetes/missing-secret-key.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from '../../kinds.ts';

/** Source: Kamaji control plane provider v0.10 to v0.20, kamajicontrolplane_controller_externalreference.go. */
export const missingKubeconfigKey = defineRule({
  id: 'missing-kubeconfig-key',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [KamajiControlPlane, KamajiControlPlaneTemplate],
  summary: 'The Secret with the kubeconfig of an external cluster does not contain the key.',

  *check(controlPlane, view) {
    for (const reference of controlPlane.references) {
      if (!isKind(reference.target, Secret) || reference.path.at(-1) !== 'kubeconfigSecretName') continue;
      const path = [...reference.path.slice(0, -1), 'kubeconfigSecretKey'];
      yield* missingSecretKey(controlPlane, reference, path, 'never becomes ready', view);
    }
  },
});
