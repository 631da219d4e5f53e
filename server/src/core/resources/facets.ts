import { type NodePath, scalarAt } from '../syntax/lookup.ts';
import { type HostFacet, hostFacetsOf } from './host-facets.ts';
import type { Resource } from './resource.ts';
import { isTemplate } from './template-text.ts';
import { type TenantFacet, tenantFacetsOf } from './tenant-facets.ts';

/** What objects can be looked up by, beside their names: a short name of the question, and the answer. */
export interface Facet {
  readonly name: 'name' | 'cluster' | HostFacet | TenantFacet;
  readonly value: string;
}

export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

const CLUSTER_PATHS: readonly NodePath[] = [
  ['spec', 'clusterName'],
  ['metadata', 'labels', CLUSTER_NAME_LABEL],
];

/** The Cluster that an object says it belongs to. */
export function clusterNameOf({ root }: Pick<Resource, 'root'>): string | undefined {
  for (const path of CLUSTER_PATHS) {
    const text = scalarAt(root, path)?.text;
    if (text) return text;
  }
  return undefined;
}

/** Everything that an object answers to beside its name. Values that are templates are left out: nobody knows them. */
export function facetsOf(resource: Resource): readonly Facet[] {
  const facets: Facet[] = [];
  const add = (name: Facet['name'], value: string | undefined) => {
    if (value !== undefined && !isTemplate(value)) facets.push({ name, value });
  };
  add('cluster', clusterNameOf(resource));
  for (const [name, value] of hostFacetsOf(resource)) add(name, value);
  for (const [name, value] of tenantFacetsOf(resource)) add(name, value);
  return facets;
}
