import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { clusterNameOf } from './cluster-name.ts';

/** Returns true if an object is written in the newer version of Cluster API's contract. */
export function isNewerContract({ version }: Pick<Resource, 'version'>): boolean {
  return version === 'v1beta2';
}

/** Returns the Cluster that an object states, or else one that an object referring to it states. */
export function clusterNameAround(resource: Resource, view: Pick<View, 'referrersTo'>): string | undefined {
  const stated = clusterNameOf(resource);
  if (stated) return stated;
  for (const referrer of view.referrersTo(resource)) {
    const inherited = clusterNameOf(referrer.resource);
    if (inherited) return inherited;
  }
  return undefined;
}
