import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import type { Manifests, Standpoint } from '../query/manifests.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Value } from './value.ts';

type SurroundingManifests = Pick<Manifests, 'objectsNear' | 'resourceIn' | 'resolve'>;

/** What stands around a place. Several ask the same of it for one completion, and each answer is found once. */
export interface Surroundings {
  /** The objects of a kind, those nearest to the place first. */
  objectsNear(kind: GroupKind): readonly Resource[];
  /** The names by which objects of a kind are referred to near by, and which no manifest but this document has. */
  expectedNames(kind: GroupKind): readonly Value[];
}

/** `index` is that of the document in its file. */
export function surroundingsOf(
  { workspace }: { readonly workspace: SurroundingManifests },
  place: Standpoint & { readonly file: ManifestFile; readonly index: number },
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
      expected ??= namesExpected(workspace, place);
      return expected.get(keyOf(kind)) ?? [];
    },
  };
}

/** So many documents on either side are asked whom they name; those of a cluster stand together. */
const REACH = 50;

function namesExpected(
  workspace: SurroundingManifests,
  { file: { documents }, index }: { readonly file: ManifestFile; readonly index: number },
): ReadonlyMap<string, readonly Value[]> {
  const own = documents[index];
  const found = new Map<string, Value[]>();
  for (const other of documents.slice(Math.max(0, index - REACH), index + REACH + 1)) {
    const resource = other === own ? undefined : workspace.resourceIn(other);
    for (const reference of resource?.references ?? []) {
      if (!resource) continue;
      const resolution = workspace.resolve(resource, reference);
      if (resolution.kind === 'object' && resolution.resource.document !== own) continue;
      const key = keyOf(reference.target);
      const value = { text: reference.target.name, detail: `named by ${nameOf(resource)}` };
      found.set(key, [...(found.get(key) ?? []), value]);
    }
  }
  return found;
}
