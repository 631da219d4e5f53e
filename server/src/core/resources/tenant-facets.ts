import { parseAddress } from '../addresses/addresses.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';
import { TENANT_KINDS, tenantScalar } from './tenant.ts';

/**
 * - address: what a load balancer is to give it, one text for all spellings.
 * - schema: the data store that it names, and its name in there.
 */
export type TenantFacet = 'address' | 'schema';

/** What control planes can be looked up by, so that two with the same are found without asking all. */
export function tenantFacetsOf(resource: Resource): readonly (readonly [TenantFacet, string | undefined])[] {
  if (!TENANT_KINDS.includes(resource.kind) || resource.kind.endsWith('Template')) return [];
  return [
    ['address', addressOf(resource)],
    ['schema', schemaOf(resource)],
  ];
}

export function addressOf(controlPlane: Resource): string | undefined {
  const written = tenantScalar(controlPlane, 'address');
  const address = written && parseAddress(written.text);
  if (!address || tenantScalar(controlPlane, 'serviceType')?.text !== 'LoadBalancer') return undefined;
  return `${address.family} ${address.value}`;
}

/** Undefined where one of the two is left to Kamaji, or to a template. */
export function schemaOf(controlPlane: Resource): string | undefined {
  const [store, schema] = [tenantScalar(controlPlane, 'dataStore'), tenantScalar(controlPlane, 'dataStoreSchema')];
  if (!store?.text || !schema?.text || isTemplate(store.text) || isTemplate(schema.text)) return undefined;
  return `${store.text} ${schema.text}`;
}
