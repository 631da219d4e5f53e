import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { type IpPool, ipPoolOf } from '../ipam/ip-pool.ts';
import { IPPool } from '../ipam/kinds.ts';
import { machinesWith, pathsThrough } from './boot-paths.ts';
import { Metal3DataTemplate } from './kinds.ts';

type Lookup = Pick<View, 'resolve' | 'referrersTo'>;

/** Returns the Metal³ IPPools in the workspace that a data template refers to. */
export function poolsNamedBy(dataTemplate: Resource, view: Lookup): readonly Resource[] {
  const pools = dataTemplate.references.flatMap((reference) => {
    if (!isKind(reference.target, IPPool)) return [];
    const found = view.resolve(dataTemplate, reference);
    return found.kind === 'object' && !found.resource.broken ? [found.resource] : [];
  });
  return [...new Set(pools)];
}

/** Returns the IPPools in the workspace that belong to a Cluster: by their clusterName, or since its machines use them. */
export function poolsOfCluster(cluster: Resource, view: Lookup): readonly IpPool[] {
  const found = new Set<Resource>();
  const dataTemplates = new Set<Resource>();
  for (const { resource } of view.referrersTo(cluster)) {
    if (resource.broken) continue;
    if (isKind(resource, IPPool)) found.add(resource);
    if (isKind(resource, Metal3DataTemplate)) dataTemplates.add(resource);
    else for (const { dataTemplate } of pathsThrough(resource, view)) if (dataTemplate) dataTemplates.add(dataTemplate);
  }
  for (const dataTemplate of dataTemplates) for (const pool of poolsNamedBy(dataTemplate, view)) found.add(pool);
  return [...found].map(ipPoolOf);
}

/**
 * Returns the objects that create the machines that claim an address of a pool, or undefined if some of them are not in the
 * workspace.
 */
export function claimantsOf(pool: Resource, view: Lookup): readonly Resource[] | undefined {
  const owners = new Set<Resource>();
  for (const { resource } of view.referrersTo(pool)) {
    if (!isKind(resource, Metal3DataTemplate) || resource.broken) return undefined;
    const paths = machinesWith(resource, view);
    if (paths.length === 0) return undefined;
    for (const { machines } of paths) owners.add(machines);
  }
  return [...owners];
}
