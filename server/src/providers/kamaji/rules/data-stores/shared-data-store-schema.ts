import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { KamajiControlPlane } from '../../../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from '../../control-plane-fields.ts';
import { TenantControlPlane } from '../../kinds.ts';
import { schemaOf } from '../../tenant-facets.ts';

const KINDS = [KamajiControlPlane, TenantControlPlane];

/** Source: Kamaji, datastore storage config: the schema names the key prefix in etcd, the database elsewhere. */
export const sharedDataStoreSchema = defineRule({
  id: 'shared-data-store-schema',
  severity: 'error',
  effect: 'wrong',
  by: 'controller',
  on: [KamajiControlPlane, TenantControlPlane],
  summary: 'Two control planes keep their objects under one name in one data store.',

  *check(controlPlane, view) {
    const value = schemaOf(controlPlane);
    const schema = tenantScalar(controlPlane, 'dataStoreSchema');
    const dataStore = tenantScalar(controlPlane, 'dataStore');
    if (value === undefined || !schema || !dataStore) return;
    for (const other of KINDS.flatMap((kind) => view.objectsOf(controlPlane, kind, { name: 'schema', value }))) {
      const theirs = tenantScalar(other, 'dataStoreSchema');
      // Two versions of one object are no two objects.
      if (!theirs || other.broken || (other.name === controlPlane.name && other.kind === controlPlane.kind)) continue;
      yield {
        resource: controlPlane,
        node: schema,
        path: tenantPath(controlPlane, 'dataStoreSchema'),
        message: `${nameOf(controlPlane)} and ${nameOf(other)} both keep their objects as "${schema.text}" in DataStore "${dataStore.text}": each overwrites what the other wrote. Give each a name of its own.`,
        related: [{ place: placeOf(other, theirs), message: `${nameOf(other)} has the same name here.` }],
      };
      return;
    }
  },
});
