import { parseAddress } from '../../core/addresses/addresses.ts';
import { isOneOf } from '../../core/objects/group-kind.ts';
import type { Facet, Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import { KamajiControlPlane } from '../kamaji-control-plane/kinds.ts';
import { tenantScalar } from './control-plane-fields.ts';
import { TenantControlPlane } from './kinds.ts';

/**
 * Returns the facets that find control planes with a common value.
 * - `address`: the address of a LoadBalancer Service, normalized.
 * - `schema`: the data store and the name of the schema in it.
 */
export function tenantFacetsOf(resource: Resource): readonly Facet[] {
  if (!isOneOf(resource, [KamajiControlPlane, TenantControlPlane])) return [];
  const [address, schema] = [addressOf(resource), schemaOf(resource)];
  return [
    ...(address === undefined ? [] : [{ name: 'address', value: address }]),
    ...(schema === undefined ? [] : [{ name: 'schema', value: schema }]),
  ];
}

/** Returns the normalized address of a control plane with a LoadBalancer Service. */
export function addressOf(controlPlane: Resource): string | undefined {
  const written = tenantScalar(controlPlane, 'address');
  const address = written && parseAddress(written.text);
  if (!address || tenantScalar(controlPlane, 'serviceType')?.text !== 'LoadBalancer') return undefined;
  return `${address.family} ${address.value}`;
}

/** Returns the data store and its schema, or undefined if one of them is not set or a template. */
export function schemaOf(controlPlane: Resource): string | undefined {
  const [store, schema] = [tenantScalar(controlPlane, 'dataStore'), tenantScalar(controlPlane, 'dataStoreSchema')];
  if (!store?.text || !schema?.text || isTemplate(store.text) || isTemplate(schema.text)) return undefined;
  return `${store.text} ${schema.text}`;
}
