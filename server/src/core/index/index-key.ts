import type { GroupKind } from '../objects/group-kind.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { ContainerQuery } from './container-index.ts';
import { SEVERAL } from './several.ts';

/**
 * A query to the index, as text. Its result is valid until a document with the same key is added or removed. This is
 * how an edit finds the objects whose findings it can change.
 */
export type IndexKey = string;

export const indexKey = {
  /** Objects with a name in any namespace. */
  named: ({ group, kind }: GroupKind, name: string): IndexKey => flat('n', group, kind, name),
  /** Objects with a name in a namespace; `ANY_NAMESPACE` for objects with an unknown namespace. */
  namedIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('i', group, kind, name, namespace),
  referrers: ({ group, kind }: GroupKind, name: string): IndexKey => flat('r', group, kind, name),
  /** References to a name from a namespace; `ANY_NAMESPACE` for references with an unknown namespace. */
  referrersIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('s', group, kind, name, namespace),
  /** The objects in a file or folder that a query matches. */
  in: ({ kind: { group, kind }, container, facet, namespace, ofPatches }: ContainerQuery): IndexKey =>
    flat(ofPatches ? '/k' : 'k', group, kind, container, namespace ?? '', facet?.name ?? '', facet?.value ?? ''),
  /** The patches with a key. A patch is not an object, and is only indexed by these keys. */
  ofPatches: (key: IndexKey): IndexKey => `/${key}`,
  /** Kustomizations that apply a file as a patch. */
  patching: (uri: string): IndexKey => `p ${uri}`,
  /** Whether a folder has a kustomization. The URI has no trailing slash. */
  kustomizationIn: (folder: string): IndexKey => `c ${folder}`,
  /** The graph of kustomizations. */
  builds: (): IndexKey => 'b',
  /** The changes that a kustomization makes to its objects. */
  changes: (uri: string): IndexKey => `u ${uri}`,
  /** What the host states about a file or folder. */
  path: (uri: string): IndexKey => `e ${uri}`,
  /** A key in a file or folder. */
  within: (key: IndexKey, container: string): IndexKey => flat(key, container),
  /** Whether more than one object has a key in a file or folder, or anywhere. */
  several: (key: IndexKey, container: string): IndexKey => flat(key, container, SEVERAL),
  /** Unreadable documents, and documents without a kind, in a file or folder. */
  opaqueIn: (container: string): IndexKey => `o ${container}`,
};

/** Uses `join`, because V8 keeps all parts of a concatenated string, a third of the memory of a large workspace. */
function flat(...parts: readonly string[]): IndexKey {
  return parts.join(' ');
}

export const ANY_NAMESPACE = '*';

/** Returns the namespace, or `ANY_NAMESPACE` if it is not set or is a template. */
export function namespaceKey(namespace: string | undefined): string {
  return namespace === undefined || isTemplate(namespace) ? ANY_NAMESPACE : namespace;
}
