import { isKind } from '../../../../core/objects/group-kind.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { missingSecretKey } from '../../../kubernetes/missing-secret-key.ts';
import { BOOTSTRAP_KINDS } from '../../metadata-uses.ts';

/** Source: Cluster API v1.5 to v1.14, resolveSecretFileContent and resolveSecretPasswordContent of the KubeadmConfig controller. */
export const missingContentKey = defineRule({
  id: 'missing-content-key',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: BOOTSTRAP_KINDS,
  summary: 'A file or password of the bootstrap data references a key that its Secret does not contain.',

  *check(config, view) {
    for (const reference of config.references) {
      if (!isKind(reference.target, Secret)) continue;
      const path = [...reference.path.slice(0, -1), 'key'];
      yield* missingSecretKey(config, reference, path, 'gets no bootstrap data, so its machines never start', view);
    }
  },
});
