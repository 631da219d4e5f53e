import { isKind } from '../../core/objects/group-kind.ts';
import type { Facet, Resource } from '../../core/objects/resource.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { IPPool } from './kinds.ts';

/** Returns the facets by which the rules find pools: `prefix`, the prefix of the names of its IPAddress objects. */
export function poolFacetsOf(resource: Resource): readonly Facet[] {
  const prefix = isKind(resource, IPPool) ? scalarAt(resource.root, ['spec', 'namePrefix']) : undefined;
  return prefix?.text ? [{ name: 'prefix', value: prefix.text }] : [];
}
