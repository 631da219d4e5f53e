import type { GroupKind } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { ObjectModel, Resource } from '../objects/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import type { VersionedKind } from './view.ts';

/** The queries that editor features can make. Unlike those of a rule's `View`, they are not recorded. */
export interface Manifests {
  readonly model: ObjectModel;
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** The kinds of all objects in the workspace. */
  readonly kinds: readonly GroupKind[];
  resourceIn(document: ManifestDocument): Resource | undefined;
  /** Returns the object at an offset of a document of a file. */
  resourceAt(document: ManifestDocument, offset: number): Resource | undefined;
  resolve(resource: Resource, reference: Reference): Resolution;
  referrersTo(resource: Resource): readonly Referrer[];
  /** Returns everything that names, or may name, one of some objects of the same kind and name. */
  namingReferencesTo(objects: readonly Resource[]): readonly NamingReference[];
  /** Returns true if a kustomization applies the object to another one as a patch. */
  isPatch(resource: Resource): boolean;
  /** Returns the kinds that a patch in a file, or inside a kustomization, is for. */
  patchTargets(
    uri: string,
    inside?: { readonly kustomization: Resource; readonly target?: Node },
  ): readonly PatchTarget[];
  /** Returns the objects of a kind and name, and patches of such, in every namespace and file that a file can refer to. */
  objectsNamed(kind: GroupKind, name: string, uri: string): readonly Resource[];
  /** Returns the objects of a kind in a file or folder. */
  objectsIn(container: string, kind: GroupKind): Iterable<Resource>;
  /** Returns the objects of a kind in all files. */
  objectsOfKind(kind: GroupKind): readonly Resource[];
  /** Returns the objects of a kind, those nearest to a document first. */
  objectsNear(from: DocumentPosition, kind: GroupKind): readonly Resource[];
}

/** A document in its file. */
export interface DocumentPosition {
  readonly file: ManifestFile;
  readonly index: number;
}

/** A reference with all objects that it can mean: a single one if that is certain. */
export interface NamingReference extends Referrer {
  readonly targets: readonly Resource[];
}

/** The kind that a patch targets, with the name of one object if the workspace has it. */
export interface PatchTarget extends VersionedKind {
  readonly name?: string;
}
