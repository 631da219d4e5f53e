import { isOneOf } from '../../../../core/objects/group-kind.ts';
import type { Referrer } from '../../../../core/objects/resolution.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { TENANT_KINDS } from '../../control-plane-fields.ts';
import { DataStore } from '../../kinds.ts';

/**
 * Source: Kamaji, datastore_multitenancy.go (NATS, v0.6.0 and later) and tenantcontrolplane_controller.go (overrides,
 * edge-25.12.3 and later).
 */
export const incompatibleDataStore = defineRule({
  id: 'incompatible-data-store',
  formerIds: ['unfit-data-store'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [DataStore],
  summary: 'A control plane keeps its objects in a data store that cannot serve it.',

  *check(dataStore, view) {
    const driver = scalarAt(dataStore.root, ['spec', 'driver']);
    if (driver?.text !== 'NATS' && driver?.text !== 'MySQL' && driver?.text !== 'PostgreSQL') return;
    const users = view
      .referrersTo(dataStore)
      .filter(({ resource }) => isOneOf(resource, TENANT_KINDS) && !resource.broken);
    const told = { place: placeOf(dataStore, driver), message: `${nameOf(dataStore)} is of driver ${driver.text}.` };
    for (const user of users.filter(isOverride))
      yield {
        ...at(user),
        message: `${nameOf(user.resource)} keeps some of its objects in ${nameOf(dataStore)}, which is of driver ${driver.text}: Kamaji overrides the data store of an API server with etcd alone, and never starts it. Name a data store of driver etcd.`,
        related: [told],
      };
    if (driver.text !== 'NATS') return;
    const tenants = users.filter((user) => !isOverride(user) && !user.resource.kind.endsWith('Template'));
    for (const user of tenants) {
      const other = tenants.find(({ resource }) => resource !== user.resource);
      if (other)
        yield {
          ...at(user),
          message: `${nameOf(user.resource)} and ${nameOf(other.resource)} share ${nameOf(dataStore)}, and NATS holds one control plane: the one that comes second never starts. Give each a data store of its own.`,
          related: [
            told,
            {
              place: placeOf(other.resource, other.reference.nameNode),
              message: `${nameOf(other.resource)} names it too.`,
            },
          ],
        };
    }
  },
});

function isOverride({ reference }: Referrer): boolean {
  return reference.field.pattern.text.includes('dataStoreOverrides');
}

function at({
  resource,
  reference,
}: Referrer): Pick<Report, 'resource' | 'node' | 'path' | 'concerns'> & { resource: Resource } {
  return { resource, node: reference.nameNode, path: reference.path };
}
