import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { MAX_COMPARED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { schemaOf } from '../../tenant-facets.ts';

const KINDS = [KamajiControlPlane, TenantControlPlane];

/** Source: Kamaji, datastore storage config: the schema is the key prefix in etcd, and the database in other drivers. */
export const sharedDataStoreSchema = defineRule({
  id: 'shared-data-store-schema',
  severity: 'error',
  effect: 'wrong',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'Two control planes use the same schema of a data store.',

  *check(controlPlane, view) {
    const value = schemaOf(controlPlane);
    const schema = tenantScalar(controlPlane, 'dataStoreSchema');
    const dataStore = tenantScalar(controlPlane, 'dataStore');
    if (value === undefined || !schema || !dataStore) return;
    const others = KINDS.flatMap((kind) =>
      view.objectsOf(controlPlane, kind, { name: 'schema', value }).slice(0, MAX_COMPARED),
    );
    for (const other of others) {
      const otherSchema = tenantScalar(other, 'dataStoreSchema');
      // Skip another version of the same object.
      if (!otherSchema || other.broken || (other.name === controlPlane.name && isKind(other, controlPlane))) continue;
      yield {
        resource: controlPlane,
        node: schema,
        path: tenantPath(controlPlane, 'dataStoreSchema'),
        message: `Schema "${schema.text}" of DataStore "${dataStore.text}" is used by ${nameOf(controlPlane)} and ${nameOf(other)}. They overwrite each other's objects. Use a different dataStoreSchema for each.`,
        related: [{ place: placeOf(other, otherSchema), message: `${nameOf(other)} uses the same schema.` }],
      };
      return;
    }
  },
});
