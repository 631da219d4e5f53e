import { isOneOf } from '../../../../core/objects/group-kind.ts';
import type { Referrer } from '../../../../core/objects/resolution.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { TENANT_KINDS } from '../../control-plane-fields.ts';
import { hasExternalCluster } from '../../external-cluster.ts';
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
  summary: 'A data store driver that does not support the control planes that use it.',

  *check(dataStore, view) {
    const driver = scalarAt(dataStore.root, ['spec', 'driver']);
    if (driver?.text !== 'NATS' && driver?.text !== 'MySQL' && driver?.text !== 'PostgreSQL') return;
    const users = view
      .referrersTo(dataStore)
      .filter(({ resource }) => isOneOf(resource, TENANT_KINDS) && !resource.broken && !hasExternalCluster(resource));
    const related = { place: placeOf(dataStore, driver), message: `${nameOf(dataStore)} has driver ${driver.text}.` };
    for (const user of users.filter(isOverride))
      yield {
        ...at(user),
        message: `${nameOf(dataStore)} with driver ${driver.text} cannot be used in dataStoreOverrides, which support only etcd. Kamaji never starts ${nameOf(user.resource)}. Reference a DataStore with driver etcd.`,
        related: [related],
      };
    if (driver.text !== 'NATS') return;
    const tenants = users.filter((user) => !isOverride(user) && !user.resource.kind.endsWith('Template'));
    for (const user of tenants) {
      const other = tenants.find(({ resource }) => resource !== user.resource);
      if (other)
        yield {
          ...at(user),
          message: `${nameOf(dataStore)} with driver NATS is shared by ${nameOf(user.resource)} and ${nameOf(other.resource)}. NATS supports one control plane, and the second one never starts. Use a separate DataStore for each.`,
          related: [
            related,
            {
              place: placeOf(other.resource, other.reference.nameNode),
              message: `${nameOf(other.resource)} references it too.`,
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
}: Referrer): Pick<Report, 'resource' | 'node' | 'path' | 'relatedVersions'> & { resource: Resource } {
  return { resource, node: reference.nameNode, path: reference.path };
}
