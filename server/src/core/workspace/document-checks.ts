import { deliveriesOf } from '../objects/delivery.ts';
import { isJsonPatch } from '../objects/json-patch.ts';
import { isJsonPatchFile, isKustomization } from '../objects/kustomization.ts';
import { EMPTY_MODEL } from '../objects/object-model.ts';
import { isReplacementsFile, replacementsInFile } from '../objects/replacements.ts';
import type { Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import { hasUnknownType } from '../objects/unknown-type.ts';
import { isJsonFile, mayBeManifest } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';

/** Returns true for JSON that is not a manifest and for JSON with comments, about which nothing is reported. */
export function isForeign(uri: string, document: ManifestDocument): boolean {
  if (!isJsonFile(uri)) return false;
  return !mayBeManifest(document.text) || resourceOf(uri, document, EMPTY_MODEL) === undefined;
}

/** Returns true for an object that changes others, of which the nodes are compared by identity. */
export function isBuildInput(resource: Resource): boolean {
  return (
    isKustomization(resource) ||
    isJsonPatchFile(resource) ||
    isReplacementsFile(resource) ||
    deliveriesOf(resource).length > 0
  );
}

/**
 * Returns true for text that may contain any object, because it has no kind, its kind or API group is a template, or a
 * syntax error cuts it short. The operations of a JSON patch and replacements are not objects.
 */
export function isOpaque(document: ManifestDocument, resource: Resource | undefined): boolean {
  const { root, problems } = document.parsed;
  if (problems.length > 0) return resource?.name === undefined;
  if (resource && hasUnknownType(resource)) return true;
  return root !== undefined && root.kind !== 'map' && !isJsonPatch(root) && replacementsInFile(root).length === 0;
}
