import { fixIn } from '../fixes/fix.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import { nameOf } from '../resources/resource.ts';
import { keysOf } from '../resources/secret-keys.ts';
import { isTemplate } from '../resources/template-text.ts';
import { scalarAt } from '../syntax/lookup.ts';
import { nearestTo } from '../text/edit-distance.ts';
import { defineRule, placeOf } from './rule.ts';

/** Source: Kamaji, datastore_controller.go and ds_validate.go; a Secret without keys is one that somebody fills later. */
export const missingSecretKey = defineRule({
  id: 'missing-secret-key',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  kinds: ['DataStore'],
  summary: 'A key is read from a Secret that has others.',

  *check(dataStore, view) {
    for (const reference of dataStore.references) {
      if (reference.target.kind !== 'Secret') continue;
      const path = [...reference.path.slice(0, -1), 'keyPath'];
      const node = scalarAt(dataStore.root, path);
      const found = view.resolve(dataStore, reference);
      const secret = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
      if (!node?.text || isTemplate(node.text) || !secret || !view.isWhole(secret)) continue;
      const keys = keysOf(secret)?.map(({ text }) => text);
      if (!keys || keys.length === 0 || keys.includes(node.text)) continue;
      yield {
        resource: dataStore,
        node,
        path,
        message: `${nameOf(secret)} has no key ${node.text}, but ${keys.join(', ')}: ${nameOf(dataStore)} never becomes ready. Name a key that it has, or write this one.`,
        related: [{ place: placeOf(secret, secret.nameNode ?? secret.root), message: `${nameOf(secret)} is here.` }],
        fixes: nearestTo(node.text, keys).flatMap((key) =>
          fixIn(`Change to ${key}`, dataStore, writeScalar(node, key)),
        ),
      };
    }
  },
});
