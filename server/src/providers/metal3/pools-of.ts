import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { type IpPool, ipPoolOf } from '../ipam/ip-pool.ts';
import { machinesWith, pathsThrough } from './boot-paths.ts';
import { Metal3DataTemplate } from './kinds.ts';

type Asks = Pick<View, 'resolve' | 'referrersTo'>;

/** The Metal³ IPPools at hand that a data template names. */
export function poolsNamedBy(dataTemplate: Resource, view: Asks): readonly Resource[] {
  const pools = dataTemplate.references.flatMap((reference) => {
    if (!isPool(reference.target)) return [];
    const found = view.resolve(dataTemplate, reference);
    return found.kind === 'object' && !found.resource.broken ? [found.resource] : [];
  });
  return [...new Set(pools)];
}

/** The IPPools at hand that are of a Cluster: they say so, or its machines take addresses from them. */
export function poolsOfCluster(cluster: Resource, view: Asks): readonly IpPool[] {
  const found = new Set<Resource>();
  const dataTemplates = new Set<Resource>();
  for (const { resource } of view.referrersTo(cluster)) {
    if (resource.broken) continue;
    if (isPool(resource)) found.add(resource);
    if (isKind(resource, Metal3DataTemplate)) dataTemplates.add(resource);
    else for (const { dataTemplate } of pathsThrough(resource, view)) if (dataTemplate) dataTemplates.add(dataTemplate);
  }
  for (const dataTemplate of dataTemplates) for (const pool of poolsNamedBy(dataTemplate, view)) found.add(pool);
  return [...found].map(ipPoolOf);
}

/** Who makes the machines that claim an address of a pool; undefined where some of them are not at hand. */
export function claimantsOf(pool: Resource, view: Asks): readonly Resource[] | undefined {
  const makers = new Set<Resource>();
  for (const { resource } of view.referrersTo(pool)) {
    if (!isKind(resource, Metal3DataTemplate) || resource.broken) return undefined;
    const paths = machinesWith(resource, view);
    if (paths.length === 0) return undefined;
    for (const { machines } of paths) makers.add(machines);
  }
  return [...makers];
}

export function isPool({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return kind === 'IPPool' && group === 'ipam.metal3.io';
}
