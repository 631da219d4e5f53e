import { indexKey, type ObjectIndex } from '../index/object-index.ts';
import { CUSTOM_RESOURCE_DEFINITION, isKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { folderOf } from '../text/containers.ts';
import { hashOf } from '../text/hash.ts';
import { isBuildInput, isForeign, isOpaque } from './document-checks.ts';

/** How the content of a file affects the findings of other files. */
export interface FileTies {
  /** The index keys of its objects, as hashes. `askedKeys` returns the ones that the findings of an object depend on. */
  readonly keys: readonly number[];
  /**
   * - `keys`: affects objects that depend on one of the keys.
   * - `schemas`: also affects all objects of some kinds.
   * - `all`: may affect all objects, because it changes objects.
   */
  readonly reach: 'keys' | 'schemas' | 'all';
}

export function tiesOf(
  uri: string,
  file: ManifestFile | undefined,
  index: ObjectIndex,
  resourceOf: (document: ManifestDocument) => Resource | undefined,
): FileTies {
  const objects = [...index.inFile(uri)];
  const reach = objects.some((each) => each.inside !== undefined || isBuildInput(each))
    ? 'all'
    : objects.some((each) => isKind(each, CUSTOM_RESOURCE_DEFINITION))
      ? 'schemas'
      : 'keys';
  const documents = file?.documents ?? [];
  const mayHaveAny = documents.some((each) => !isForeign(uri, each) && isOpaque(each, resourceOf(each)));
  const opaque = mayHaveAny ? [uri, folderOf(uri)].map(indexKey.opaqueIn) : [];
  return { keys: [...new Set([...objects.flatMap((each) => index.hashesOf(each)), ...opaque.map(hashOf)])], reach };
}
