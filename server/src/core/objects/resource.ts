import { type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import type { PatternTree } from '../syntax/path-pattern.ts';
import type { GroupKind } from './group-kind.ts';
import type { LocalReferenceField, ReferenceField } from './reference-field.ts';
import type { Reference } from './references.ts';

/**
 * A document that defines a Kubernetes object. It belongs to one file for its lifetime, so it has the file's URI. The
 * position of the document is stored in the file only.
 */
export interface Resource {
  readonly uri: string;
  readonly document: ManifestDocument;
  /** Its nodes can be other objects after `Workspace.releaseTrees`; `nameNode` and those of `references` stay the same. */
  readonly root: Node;
  readonly apiVersion: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As written, including templates; absent for `generateName` and for names that are not typed yet. */
  readonly name?: string;
  /** Absent if the manifest does not state it. Then it matches every namespace. */
  readonly namespace?: string;
  readonly nameNode?: ScalarNode;
  readonly references: readonly Reference[];
  /** The text could not be read completely. The object can still be found by its name, but its content is not checked. */
  readonly broken: boolean;
  /** Defined inside a kustomization: a patch for another object, or an entry that an object is generated from. */
  readonly inside?: 'patch' | 'generator';
  /**
   * For an object that kustomize builds: returns the resource in whose document a node of the tree is written; undefined
   * for other nodes.
   */
  readonly sourceOf?: (node: Node) => Resource | undefined;
  /** The tables of the providers. */
  readonly model: ObjectModel;
}

/** A secondary key for lookups: its name and value. */
export interface Facet {
  /** `name` is reserved for the object's name; providers define the others. */
  readonly name: string;
  readonly value: string;
}

/** A part of a text that is the name of another object. */
export interface NamePart {
  readonly target: GroupKind;
  /** The part as a scalar: its text and span. */
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** The tables of all providers, by kind. */
export interface ObjectModel {
  referenceFieldsOf(kind: GroupKind): readonly ReferenceField[];
  /** Returns the fields of `referenceFieldsOf`, to find all of them in one walk; undefined if there are none. */
  referencePatternsOf(kind: GroupKind): PatternTree<ReferenceField> | undefined;
  /** Returns the fields that usually name a kind. */
  fieldsReferringTo(kind: GroupKind): readonly ReferenceField[];
  localReferenceFieldsOf(kind: GroupKind): readonly LocalReferenceField[];
  /** Returns the group of a kind in the reference tables, by the kind's name only. */
  groupOf(kind: string): string | undefined;
  /** Returns the kind of object that a label's value names. */
  nameLabel(key: string): GroupKind | undefined;
  /** Kinds whose objects own the objects that name them. */
  readonly roots: readonly GroupKind[];
  /** Returns the name of the codicon that represents a kind. */
  iconOf(kind: GroupKind): string;
  namePartsOf(resource: Resource): readonly NamePart[];
  facetsOf(resource: Resource): Iterable<Facet>;
}

export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.lastIndexOf('/');
  return { group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1) };
}

export function fieldOf(resource: Resource, path: NodePath): Node | undefined {
  return nodeAt(resource.root, path);
}

/** Returns `Metal3Cluster "test1"` or `Metal3Cluster (unnamed)`, the form that all messages use. */
export function nameOf(resource: { readonly kind: string; readonly name?: string }): string {
  return resource.name === undefined ? `${resource.kind} (unnamed)` : `${resource.kind} "${resource.name}"`;
}
