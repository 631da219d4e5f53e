import { indexKey, type ObjectIndex } from '../../index/object-index.ts';
import { GENERATOR_FIELDS, type KustomizePatch, kustomizePatchesOf } from '../../objects/kustomization.ts';
import { type ReplacementEntry, replacementEntriesOf, replacementsInFile } from '../../objects/replacements.ts';
import type { Resource } from '../../objects/resource.ts';
import { childOf } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { type Transformer, transformersOf } from './transformers.ts';

/** A kustomization that includes an object, with its patches; or a transformer, as a kustomization. */
export interface Level {
  readonly kustomization: Resource;
  /** The object in whose document it is written. */
  readonly holder: Resource;
  readonly patches: readonly LevelPatch[];
  readonly replacements: readonly LevelReplacements[];
  /** Parts whose effect on their target objects is not certain. */
  readonly uncertain: readonly Node[];
  /** Only the generators of the kustomization, which come before its components. */
  readonly isGenerating?: true;
}

/** An entry of `replacements`. */
export interface LevelReplacements {
  readonly node: Node;
  /** The URI of the file with the replacements. */
  readonly file?: string;
  /** The replacements, and the objects in whose documents they are written; undefined if they are not known. */
  readonly items: readonly { readonly root: Node; readonly resource: Resource }[] | undefined;
}

/** A document of a patch, and the object in whose document it is written. */
export interface PatchDocument {
  readonly root: Node;
  readonly resource: Resource;
}

export interface LevelPatch {
  /** The entry in the kustomization. */
  readonly node: Node;
  /** The URI of the patch file. */
  readonly file?: string;
  readonly target?: Node;
  /** The documents of the patch, and the objects in whose documents they are written; undefined if not all are known. */
  readonly documents: readonly PatchDocument[] | undefined;
  /** The patch may change names or kinds. */
  readonly hasOptions: boolean;
}

/** Returns the level of a kustomization, and those of its transformers; undefined if one of these is not known. */
export function levelsOf(kustomization: Resource, index: ObjectIndex): readonly Level[] | undefined {
  const own = levelOf(kustomization, index);
  const transformers = transformersOf(kustomization, index);
  return transformers && [own, ...transformers.map((each) => levelOf(each.changes, index, each))];
}

/** Returns the level of the generators of a kustomization, if it has any. */
export function generatingLevelsOf(kustomization: Resource): readonly Level[] {
  if (!Object.keys(GENERATOR_FIELDS).some((key) => childOf(kustomization.root, key))) return [];
  return [{ kustomization, holder: kustomization, patches: [], replacements: [], uncertain: [], isGenerating: true }];
}

type Written = Pick<Transformer, 'holder' | 'uncertain'>;

export function levelOf(kustomization: Resource, index: ObjectIndex, written?: Written): Level {
  const { holder, uncertain } = written ?? { holder: kustomization, uncertain: [] };
  const patches = kustomizePatchesOf(kustomization).map((patch) => ({
    node: patch.node,
    ...(patch.file === undefined ? {} : { file: patch.file }),
    ...(patch.target ? { target: patch.target } : {}),
    documents: documentsOf(patch, holder, index),
    hasOptions: patch.hasOptions,
  }));
  const replacements = replacementEntriesOf(kustomization).map((entry) => ({
    ...entry,
    items: replacementsOf(entry, holder, index),
  }));
  return { kustomization, holder, patches, replacements, uncertain };
}

function replacementsOf(
  { node, file }: ReplacementEntry,
  holder: Resource,
  index: ObjectIndex,
): LevelReplacements['items'] {
  if (file === undefined) return [{ root: node, resource: holder }];
  if (index.hasOpaque(indexKey.opaqueIn(file))) return undefined;
  const items = [...index.inFile(file)].flatMap((resource) =>
    replacementsInFile(resource.root).map((root) => ({ root, resource })),
  );
  return items.length > 0 ? items : undefined;
}

function documentsOf({ file, inline }: KustomizePatch, holder: Resource, index: ObjectIndex): LevelPatch['documents'] {
  if (inline) return inline.map((root) => ({ root, resource: holder }));
  if (file === undefined || index.hasOpaque(indexKey.opaqueIn(file))) return undefined;
  const resources = [...index.inFile(file)];
  if (resources.length === 0 || resources.some(({ broken }) => broken)) return undefined;
  return resources.map((resource) => ({ root: resource.root, resource }));
}
