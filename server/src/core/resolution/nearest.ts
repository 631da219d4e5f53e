import type { ObjectIndex } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { DocumentPosition } from '../query/manifests.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { distanceBetween, folderOf } from '../text/containers.ts';

/** More than a user reads through. */
const MAX_OBJECTS = 100;

/**
 * Returns the objects of a kind, nearest first: by the number of documents between them in the same file, then in the
 * same folder, then by the number of folders between them. Omits the farthest if there are more than MAX_OBJECTS.
 */
export function nearestOfKind(
  objects: ObjectIndex,
  kind: GroupKind,
  { file, index }: DocumentPosition,
): readonly Resource[] {
  const inFile = [...objects.resourcesIn({ kind, container: file.uri })];
  const places = positionsOf(file);
  const distance = (resource: Resource) => Math.abs((places.get(documentContaining(resource.document)) ?? 0) - index);
  const found = inFile.sort((a, b) => distance(a) - distance(b)).slice(0, MAX_OBJECTS);
  if (found.length >= MAX_OBJECTS) return found;
  const folder = folderOf(file.uri);
  for (const resource of objects.resourcesIn({ kind, container: folder }))
    if (resource.uri !== file.uri && found.length < MAX_OBJECTS) found.push(resource);
  const far: Resource[] = [];
  for (const resource of objects.ofKind(kind)) {
    if (found.length + far.length >= MAX_OBJECTS) break;
    if (folderOf(resource.uri) !== folder) far.push(resource);
  }
  return [...found, ...far.sort((a, b) => distanceBetween(file.uri, a.uri) - distanceBetween(file.uri, b.uri))];
}

function positionsOf({ documents }: ManifestFile): ReadonlyMap<ManifestDocument, number> {
  return new Map(documents.map((document, index) => [document, index]));
}
