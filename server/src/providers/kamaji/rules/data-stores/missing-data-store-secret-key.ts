import { isKind } from '../../../../core/objects/group-kind.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { missingSecretKey } from '../../../kubernetes/missing-secret-key.ts';
import { DataStore } from '../../kinds.ts';

/** Source: Kamaji, datastore_controller.go and ds_validate.go. */
export const missingDataStoreSecretKey = defineRule({
  id: 'missing-data-store-secret-key',
  formerIds: ['missing-secret-key'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [DataStore],
  summary: 'A DataStore references a key that its Secret does not contain.',

  *check(dataStore, view) {
    for (const reference of dataStore.references) {
      if (!isKind(reference.target, Secret)) continue;
      const path = [...reference.path.slice(0, -1), 'keyPath'];
      yield* missingSecretKey(dataStore, reference, path, 'never becomes ready', view);
    }
  },
});
