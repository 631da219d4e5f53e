import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { nearestTo } from '../../../../core/text/edit-distance.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { keysOf } from '../../../kubernetes/secret-keys.ts';
import { DataStore } from '../../kinds.ts';

/** Source: Kamaji, datastore_controller.go and ds_validate.go. A Secret without keys may be filled later. */
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
      const node = scalarAt(dataStore.root, path);
      const found = view.resolve(dataStore, reference);
      const secret = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
      if (!node?.text || isTemplate(node.text) || !secret || !view.isComplete(secret)) continue;
      const keys = keysOf(secret)?.map(({ text }) => text);
      if (!keys || keys.length === 0 || keys.includes(node.text)) continue;
      yield {
        resource: dataStore,
        node,
        path,
        message: `${nameOf(secret)} has no key ${node.text}. Its keys are ${keys.join(', ')}. ${nameOf(dataStore)} never becomes ready. Use an existing key, or add this one.`,
        related: [
          { place: placeOf(secret, secret.nameNode ?? secret.root), message: `${nameOf(secret)} is defined here.` },
        ],
        fixes: nearestTo(node.text, keys).flatMap((key) =>
          fixIn(`Change to ${key}`, dataStore, writeScalar(node, key)),
        ),
      };
    }
  },
});
