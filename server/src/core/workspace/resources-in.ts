import { objectsInside } from '../objects/inside-kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { partsOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';

/** The objects by document or, for a List, by each of its parts. */
export type ResourcesByDocument = ReadonlyMap<ManifestDocument, Resource>;

/**
 * Returns the objects of a document of a file: one object, the items of a List, or a kustomization and the objects inside
 * it.
 */
export function resourcesInDocument(document: ManifestDocument, resources: ResourcesByDocument): readonly Resource[] {
  const parts = partsOf(document);
  if (parts.length > 0) return parts.flatMap((each) => resources.get(each) ?? []);
  const resource = resources.get(document);
  return resource ? [resource, ...objectsInside(resource)] : [];
}

/** Returns the innermost object of a document at an offset. */
export function resourceAt(
  document: ManifestDocument,
  offset: number,
  resources: ResourcesByDocument,
): Resource | undefined {
  const all = resourcesInDocument(document, resources);
  const inside = all.findLast(({ root }) => root.span.start <= offset && offset <= root.span.end);
  return inside ?? (all[0]?.document === document ? all[0] : undefined);
}
