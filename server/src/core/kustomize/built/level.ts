import { indexKey, type ObjectIndex } from '../../index/object-index.ts';
import { type KustomizePatch, kustomizePatchesOf } from '../../objects/kustomization.ts';
import type { Resource } from '../../objects/resource.ts';
import type { Node } from '../../syntax/node.ts';

/** A kustomization that includes an object, with its patches. */
export interface Level {
  readonly kustomization: Resource;
  readonly patches: readonly LevelPatch[];
}

export interface LevelPatch {
  /** The entry in the kustomization. */
  readonly node: Node;
  /** The URI of the patch file. */
  readonly file?: string;
  readonly target?: Node;
  /** The documents of the patch, and the objects in whose documents they are written; undefined if not all are known. */
  readonly documents: readonly { readonly root: Node; readonly resource: Resource }[] | undefined;
  /** The patch may change names or kinds. */
  readonly hasOptions: boolean;
}

export function levelOf(kustomization: Resource, index: ObjectIndex): Level {
  const patches = kustomizePatchesOf(kustomization).map((patch) => ({
    node: patch.node,
    ...(patch.file === undefined ? {} : { file: patch.file }),
    ...(patch.target ? { target: patch.target } : {}),
    documents: documentsOf(patch, kustomization, index),
    hasOptions: patch.hasOptions,
  }));
  return { kustomization, patches };
}

function documentsOf(
  { file, inline }: KustomizePatch,
  kustomization: Resource,
  index: ObjectIndex,
): LevelPatch['documents'] {
  if (inline) return inline.map((root) => ({ root, resource: kustomization }));
  if (file === undefined || index.hasOpaque(indexKey.opaqueIn(file))) return undefined;
  const resources = [...index.inFile(file)];
  if (resources.length === 0 || resources.some(({ broken }) => broken)) return undefined;
  return resources.map((resource) => ({ root: resource.root, resource }));
}
