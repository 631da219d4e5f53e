import { type Resource, resourceOf } from '../resources/resource.ts';
import { isJsonFile, mayBeManifest } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';

/** JSON that is no manifest, and JSON with comments, of which nothing is said. */
export function isForeign(uri: string, document: ManifestDocument): boolean {
  if (!isJsonFile(uri)) return false;
  return !mayBeManifest(document.text) || resourceOf(uri, document) === undefined;
}

/** Text that could hold any object: it does not say what it is, or what it says is cut short by a fault in it. */
export function isOpaque(document: ManifestDocument, resource: Resource | undefined): boolean {
  const { root, problems } = document.parsed;
  if (problems.length > 0) return resource?.name === undefined;
  return root !== undefined && root.kind !== 'map';
}
