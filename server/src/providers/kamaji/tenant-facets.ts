import { parseAddress } from '../../core/addresses/addresses.ts';
import { isOneOf } from '../../core/objects/group-kind.ts';
import { memoizeTree } from '../../core/objects/memoize-tree.ts';
import type { Facet, Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../core/syntax/node.ts';
import { KamajiControlPlane } from '../kamaji-control-plane/kinds.ts';
import { tenantPath, tenantScalar } from './control-plane-fields.ts';
import { TenantControlPlane } from './kinds.ts';
import { pinsOf } from './load-balancer.ts';

/**
 * Returns the facets that find control planes with a common value.
 * - `address`: each address that a LoadBalancer Service requests, normalized.
 * - `schema`: the data store and the name of the schema in it.
 */
export function tenantFacetsOf(resource: Resource): readonly Facet[] {
  if (!isOneOf(resource, [KamajiControlPlane, TenantControlPlane])) return [];
  const schema = schemaOf(resource);
  return [
    ...requestedAddresses(resource).map(({ value }) => ({ name: 'address', value })),
    ...(schema === undefined ? [] : [{ name: 'schema', value: schema }]),
  ];
}

/** An address that a control plane requests from a load balancer. */
export interface RequestedAddress {
  /** The normalized address. */
  readonly value: string;
  readonly text: string;
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** Returns the addresses in the annotations of a LoadBalancer Service, or else the address of the control plane. */
export const requestedAddresses = memoizeTree((controlPlane: Resource): readonly RequestedAddress[] => {
  if (tenantScalar(controlPlane, 'serviceType')?.text !== 'LoadBalancer') return [];
  const pinned = pinsOf(controlPlane).flatMap(({ node, path, addresses }) =>
    addresses.map((text) => ({ text, node, path })),
  );
  const declared = tenantScalar(controlPlane, 'address');
  const path = tenantPath(controlPlane, 'address');
  const requested = pinned.length > 0 || !declared ? pinned : [{ text: declared.text, node: declared, path }];
  return requested.flatMap((each) => {
    const address = parseAddress(each.text);
    return address ? [{ ...each, value: `${address.family} ${address.value}` }] : [];
  });
});

/** Returns the data store and its schema, or undefined if one of them is not set or a template. */
export function schemaOf(controlPlane: Resource): string | undefined {
  const [store, schema] = [tenantScalar(controlPlane, 'dataStore'), tenantScalar(controlPlane, 'dataStoreSchema')];
  if (!store?.text || !schema?.text || isTemplate(store.text) || isTemplate(schema.text)) return undefined;
  return `${store.text} ${schema.text}`;
}
