import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import type { DocumentPosition, Manifests } from '../query/manifests.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Value } from './value.ts';

type SurroundingManifests = Pick<Manifests, 'objectsNear' | 'resourceIn' | 'resolve'>;

/** Objects and names around a position. Results are cached, since several sources read the same ones. */
export interface Surroundings {
  /** Returns the objects of a kind, nearest first. */
  objectsNear(kind: GroupKind): readonly Resource[];
  /** Returns the names of objects of a kind that nearby documents refer to and no other manifest defines. */
  expectedNames(kind: GroupKind): readonly Value[];
}

/** A document of a file. */
interface DocumentPlace {
  readonly file: ManifestFile;
  readonly index: number;
  /** The place is a new document after this one, so this one is a surrounding document. */
  readonly isNew?: boolean;
}

/** Returns the surroundings of document number `index` of a file. */
export function surroundingsOf(
  { workspace }: { readonly workspace: SurroundingManifests },
  place: DocumentPosition & DocumentPlace,
): Surroundings {
  const near = new Map<string, readonly Resource[]>();
  let expected: ReadonlyMap<string, readonly Value[]> | undefined;
  return {
    objectsNear(kind) {
      const key = keyOf(kind);
      const known = near.get(key) ?? workspace.objectsNear(place, kind);
      near.set(key, known);
      return known;
    },
    expectedNames(kind) {
      expected ??= expectedNamesIn(workspace, place);
      return expected.get(keyOf(kind)) ?? [];
    },
  };
}

/**
 * The number of documents before and after that are searched for references. The documents of a cluster are usually
 * adjacent.
 */
const SEARCHED_DOCUMENTS = 50;

function expectedNamesIn(
  workspace: SurroundingManifests,
  { file: { documents }, index, isNew = false }: DocumentPlace,
): ReadonlyMap<string, readonly Value[]> {
  const document = isNew ? undefined : documents[index];
  const found = new Map<string, Value[]>();
  for (const other of documents.slice(Math.max(0, index - SEARCHED_DOCUMENTS), index + SEARCHED_DOCUMENTS + 1)) {
    const resource = other === document ? undefined : workspace.resourceIn(other);
    for (const reference of resource?.references ?? []) {
      if (!resource) continue;
      const resolution = workspace.resolve(resource, reference);
      if (resolution.kind === 'object' && resolution.resource.document !== document) continue;
      const key = keyOf(reference.target);
      const value = {
        text: reference.target.name,
        detail: `referenced by ${nameOf(resource)}`,
        ...(reference.field.isExternal ? { isOptional: true as const } : {}),
      };
      found.set(key, [...(found.get(key) ?? []), value]);
    }
  }
  return found;
}
