import { type NodePath, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { isJsonPatch } from './json-patch.ts';
import { JSON_PATCH, KUSTOMIZATION, KUSTOMIZATION_FILES } from './kustomization.ts';
import { findReferences, type Reference } from './references.ts';

/**
 * A document that says which Kubernetes object it is. It belongs to one file for its whole life, so it carries the
 * file's URI; where it stands in that file only the file knows.
 */
export interface Resource {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly root: Node;
  readonly apiVersion: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As written, templates and all; absent where there is none (`generateName`, or not typed yet). */
  readonly name?: string;
  /** Absent where the manifest leaves it to whoever applies it: then it matches every namespace. */
  readonly namespace?: string;
  readonly nameNode?: ScalarNode;
  readonly references: readonly Reference[];
  /** The text could not be read whole. It still answers to its name, but nothing in it is judged. */
  readonly broken: boolean;
  /** It stands in a kustomization: as text, a patch for another object, or as what an object is made of. */
  readonly inside?: 'patch' | 'generator';
}

/** Group and kind: what identifies a sort of object across its versions. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

export function resourceOf(uri: string, document: ManifestDocument): Resource | undefined {
  const { root, problems } = document.parsed;
  const { apiVersion, kind } = typeOf(uri, root);
  if (!root || !apiVersion || !kind) return undefined;
  const { group, version } = splitApiVersion(apiVersion);
  const nameNode = scalarAt(root, ['metadata', 'name']);
  const namespace = scalarAt(root, ['metadata', 'namespace'])?.text;
  return {
    uri,
    document,
    root,
    apiVersion,
    group,
    version,
    kind,
    ...(nameNode ? { name: nameNode.text, nameNode } : {}),
    ...(namespace ? { namespace } : {}),
    references: findReferences({ group, kind }, root),
    broken: problems.length > 0,
  };
}

/** A kustomization may leave out what it is: its file says it. A JSON patch is what a kustomization knows it for. */
function typeOf(uri: string, root: Node | undefined): { readonly apiVersion?: string; readonly kind?: string } {
  if (root?.kind === 'sequence')
    return isJsonPatch(root) ? { apiVersion: `${JSON_PATCH.group}/v1`, kind: JSON_PATCH.kind } : {};
  if (root?.kind !== 'map') return {};
  const isNamed = KUSTOMIZATION_FILES.includes(uri.slice(uri.lastIndexOf('/') + 1));
  const apiVersion = scalarAt(root, ['apiVersion'])?.text ?? (isNamed ? `${KUSTOMIZATION.group}/v1beta1` : undefined);
  const kind = scalarAt(root, ['kind'])?.text ?? (isNamed ? KUSTOMIZATION.kind : undefined);
  return { ...(apiVersion ? { apiVersion } : {}), ...(kind ? { kind } : {}) };
}

export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.lastIndexOf('/');
  return { group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1) };
}

export function fieldOf(resource: Resource, path: NodePath): Node | undefined {
  return nodeAt(resource.root, path);
}

/** `Metal3Cluster "test1"`, as every message names an object. */
export function nameOf(resource: { readonly kind: string; readonly name?: string }): string {
  return resource.name === undefined ? `${resource.kind} without a name` : `${resource.kind} "${resource.name}"`;
}
