import { indexKey, type ObjectIndex } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { Standpoint } from '../query/manifests.ts';
import { wholeOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { folderOf } from '../text/containers.ts';
import { distanceBetween } from './resolve.ts';

/** As many as anybody reads through. */
const ENOUGH = 100;

/**
 * The objects of a kind, those nearest to a document first: by documents between in the same file, then in the same
 * folder, then by the folders to climb. Where there are very many, the farthest are left out.
 */
export function nearestOfKind(objects: ObjectIndex, kind: GroupKind, { file, index }: Standpoint): readonly Resource[] {
  const inFile = [...objects.resources(indexKey.kindIn(kind, file.uri))];
  const places = positionsOf(file);
  const distance = (resource: Resource) => Math.abs((places.get(wholeOf(resource.document)) ?? 0) - index);
  const found = inFile.sort((a, b) => distance(a) - distance(b)).slice(0, ENOUGH);
  if (found.length >= ENOUGH) return found;
  const folder = folderOf(file.uri);
  for (const resource of objects.resources(indexKey.kindIn(kind, folder)))
    if (resource.uri !== file.uri && found.length < ENOUGH) found.push(resource);
  const far: Resource[] = [];
  for (const resource of objects.ofKind(kind)) {
    if (found.length + far.length >= ENOUGH) break;
    if (folderOf(resource.uri) !== folder) far.push(resource);
  }
  return [...found, ...far.sort((a, b) => distanceBetween(file.uri, a.uri) - distanceBetween(file.uri, b.uri))];
}

function positionsOf({ documents }: ManifestFile): ReadonlyMap<ManifestDocument, number> {
  return new Map(documents.map((document, index) => [document, index]));
}
