import type { GroupKind } from '../objects/group-kind.ts';
import type { LocalReferenceField } from '../objects/reference-field.ts';
import type { Reference } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import type { Manifests as AllManifests } from '../query/manifests.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ScalarNode } from '../syntax/node.ts';
import type { PathPattern } from '../syntax/path-pattern.ts';
import { type Span, span } from '../text/span.ts';

/** The thing that a name in a manifest identifies: an object, or something that objects agree on by its name. */
export type Named =
  | { readonly kind: 'object'; readonly resource: Resource }
  /** Something within one object, such as a link of a network. */
  | { readonly kind: 'local'; readonly resource: Resource; readonly field: LocalReferenceField; readonly name: string }
  /** Something that only a provider can find the places of. */
  | ContributedName
  /** A variable of a template, which is one thing in its file. */
  | { readonly kind: 'variable'; readonly uri: string; readonly name: string }
  /** A label by which objects are selected; without a value, all labels of that key. */
  | {
      readonly kind: 'label';
      readonly realm: LabelRealm;
      readonly from: Resource;
      readonly key: string;
      readonly value?: string;
    };

/** A name whose places a provider knows, such as a metadata key that bootstrap data reads. */
export interface ContributedName {
  readonly kind: 'contributed';
  readonly name: string;
  /** Returns where it is defined and used. */
  occurrences(manifests: Manifests): readonly Occurrence[];
  /** Returns why it cannot get another name, as a sentence; undefined if it can. */
  objectionTo(newName: string, manifests: Manifests): string | undefined;
}

/** Objects that are selected by labels of one kind of thing, such as hosts; providers choose the word. */
export type LabelRealm = string;

/** A place at which something is named. */
export interface Occurrence {
  readonly uri: string;
  readonly document: ManifestDocument;
  /** Of the name without quotes, in the document. */
  readonly span: Span;
  /** The scalar that is the name; absent if the name is only a part of a text. */
  readonly node?: ScalarNode;
  readonly role: 'definition' | 'reference';
  /** Another object of the name can be meant as well. */
  readonly open?: true;
  /** Returns what must be written there for a new name, if that is not the new name itself. */
  readonly written?: (newName: string) => string;
}

/** What navigation may ask the workspace. */
export interface Manifests
  extends Pick<
    AllManifests,
    | 'isPatch'
    | 'files'
    | 'model'
    | 'resourceIn'
    | 'resourceAt'
    | 'resolve'
    | 'referrersTo'
    | 'namersOf'
    | 'objectsNamed'
    | 'objectsIn'
    | 'objectsOfKind'
  > {
  readonly features: { readonly navigation: NavigationContributions };
}

/** What providers contribute to navigation and rename. */
export interface NavigationContributions {
  readonly labelPlaces: readonly LabelPlace[];
  /** Return the labels that an object reads from others, apart from `labelPlaces`. */
  readonly labelReads: readonly ((resource: Resource) => readonly WrittenLabel[])[];
  /** The kinds that `labelReads` know. */
  readonly labelReaders: readonly GroupKind[];
  /** True if a selector in one object can select by the labels in another, given that their namespaces can be equal. */
  readonly canSelect: (realm: LabelRealm, one: Resource, other: Resource) => boolean;
  readonly names: readonly NameSource[];
  readonly nameForms: readonly NameForm[];
}

/** A place of labels, or of a selector. */
export interface LabelPlace {
  readonly of: GroupKind;
  readonly pattern: PathPattern;
  readonly realm: LabelRealm;
  /** Labels define, selectors refer. */
  readonly role: Occurrence['role'];
}

/** A label in an object, or one that it asks for. */
export interface WrittenLabel {
  readonly realm: LabelRealm;
  readonly role: Occurrence['role'];
  readonly key: ScalarNode;
  readonly values: readonly ScalarNode[];
}

/** Returns the contributed name at a place; undefined if nothing of the source is there. */
export type NameSource = (at: NamePlace, manifests: Manifests) => FoundName | undefined;

export interface NamePlace {
  readonly resource: Resource;
  /** In the document. */
  readonly offset: number;
  readonly node: ScalarNode;
  readonly isKey: boolean;
}

export interface FoundName {
  /** Empty if nothing defines the name. */
  readonly named: readonly ContributedName[];
  /** The place of the name, if it is a part of the scalar. */
  readonly part?: { readonly span: Span; readonly text: string };
}

/** Which names objects of a kind can have, beyond what Kubernetes requires. */
export interface NameForm {
  readonly kind: GroupKind;
  readonly isValid: (name: string) => boolean;
  /** The end of a sentence that begins with the kind. */
  readonly because: string;
  /** True for objects that the form does not apply to. */
  readonly isExempt?: (resource: Resource) => boolean;
}

export function occurrenceOf(resource: Resource, node: ScalarNode, role: Occurrence['role']): Occurrence {
  const { uri, document } = resource;
  return { uri, document, span: nameSpan(document, node), node, role };
}

/** Returns the place of the name in a reference. */
export function referenceOccurrence(resource: Resource, { nameNode, isPart }: Reference): Occurrence {
  const { uri, document } = resource;
  if (isPart) return { uri, document, span: nameNode.span, role: 'reference' };
  return occurrenceOf(resource, nameNode, 'reference');
}

/** Returns the span of a scalar's text without its quotes. */
export function nameSpan({ text }: ManifestDocument, { span: whole, style }: ScalarNode): Span {
  const isQuoted = style === 'single' || style === 'double';
  const closes = isQuoted && whole.end - whole.start >= 2 && text[whole.start] === text[whole.end - 1];
  return closes ? span(whole.start + 1, whole.end - 1) : whole;
}
