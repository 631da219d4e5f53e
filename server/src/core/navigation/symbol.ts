import type { GroupKind } from '../objects/group-kind.ts';
import type { LocalReferenceField } from '../objects/reference-field.ts';
import type { Reference } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import type { Manifests as AllManifests } from '../query/manifests.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ScalarNode } from '../syntax/node.ts';
import type { PathPattern } from '../syntax/path-pattern.ts';
import { type Span, span } from '../text/span.ts';

/** What a name identifies: an object, or another named thing such as a label or a variable. */
export type NamedSymbol =
  | { readonly kind: 'object'; readonly resource: Resource }
  /** Something within one object, such as a link of a network. */
  | { readonly kind: 'local'; readonly resource: Resource; readonly field: LocalReferenceField; readonly name: string }
  /** A symbol whose occurrences only a provider can find. */
  | ContributedSymbol
  /** A variable of a template. Its scope is the file. */
  | { readonly kind: 'variable'; readonly uri: string; readonly name: string }
  /** A label by which objects are selected; without a value, all labels of that key. */
  | {
      readonly kind: 'label';
      readonly scope: LabelScope;
      readonly from: Resource;
      readonly key: string;
      readonly value?: string;
    };

/** A symbol whose occurrences a provider finds, such as a metadata key that bootstrap data reads. */
export interface ContributedSymbol {
  readonly kind: 'contributed';
  readonly name: string;
  /** Returns where it is defined and used. */
  occurrences(manifests: Manifests): readonly Occurrence[];
  /** Returns why it cannot get another name, as a sentence; undefined if it can. */
  reasonAgainst(newName: string, manifests: Manifests): string | undefined;
}

/** The objects that a set of labels applies to, such as hosts; defined by providers. */
export type LabelScope = string;

export interface Occurrence {
  readonly uri: string;
  readonly document: ManifestDocument;
  /** The span of the name without quotes, in the document. */
  readonly span: Span;
  /** The scalar that is the name; absent if the name is only a part of a text. */
  readonly node?: ScalarNode;
  readonly role: 'definition' | 'reference';
  /** The name is ambiguous: it may refer to another object. */
  readonly isAmbiguous?: true;
  /** Returns the text to write for a new name, if that is not the new name itself. */
  readonly textFor?: (newName: string) => string;
}

/** The part of the workspace that navigation reads. */
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
    | 'namingReferencesTo'
    | 'objectsNamed'
    | 'objectsIn'
    | 'objectsOfKind'
  > {
  readonly features: { readonly navigation: NavigationContributions };
}

/** What providers contribute to navigation and rename. */
export interface NavigationContributions {
  readonly labelPlaces: readonly LabelPlace[];
  /** Return the labels that an object reads from other objects, in addition to `labelPlaces`. */
  readonly labelReads: readonly ((resource: Resource) => readonly WrittenLabel[])[];
  /** The kinds for which `labelReads` returns labels. */
  readonly labelReaders: readonly GroupKind[];
  /**
   * Returns true if a selector in one object can select by the labels in another, given that their namespaces can be
   * equal.
   */
  readonly canSelect: (scope: LabelScope, one: Resource, other: Resource) => boolean;
  readonly names: readonly SymbolSource[];
  readonly nameRules: readonly NameRule[];
}

/** A place of labels, or of a selector. */
export interface LabelPlace {
  readonly of: GroupKind;
  readonly pattern: PathPattern;
  readonly scope: LabelScope;
  /** Labels are definitions, selectors are references. */
  readonly role: Occurrence['role'];
}

/** A label in an object, or in one of its selectors. */
export interface WrittenLabel {
  readonly scope: LabelScope;
  readonly role: Occurrence['role'];
  readonly key: ScalarNode;
  readonly values: readonly ScalarNode[];
}

/** Returns the contributed name at a position; undefined if the source does not apply. */
export type SymbolSource = (at: NamePlace, manifests: Manifests) => FoundSymbol | undefined;

export interface NamePlace {
  readonly resource: Resource;
  /** In the document. */
  readonly offset: number;
  readonly node: ScalarNode;
  readonly isKey: boolean;
}

export interface FoundSymbol {
  /** Empty if nothing defines the name. */
  readonly symbols: readonly ContributedSymbol[];
  /** The span and text of the name, if it is a part of the scalar. */
  readonly part?: { readonly span: Span; readonly text: string };
}

/** Restricts the names of a kind beyond what Kubernetes requires. */
export interface NameRule {
  readonly kind: GroupKind;
  readonly isValid: (name: string) => boolean;
  /** The end of a sentence that starts with the kind. */
  readonly because: string;
  /** Returns true for objects that the form does not apply to. */
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
export function nameSpan({ text }: ManifestDocument, { span: outer, style }: ScalarNode): Span {
  const isQuoted = style === 'single' || style === 'double';
  const isClosed = isQuoted && outer.end - outer.start >= 2 && text[outer.start] === text[outer.end - 1];
  return isClosed ? span(outer.start + 1, outer.end - 1) : outer;
}
