import type { LocalReferenceField } from '../resources/local-reference-fields.ts';
import type { Reference } from '../resources/references.ts';
import type { Resource } from '../resources/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { type Span, span } from '../text/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { LabelRealm } from './labels.ts';

/** What a name in a manifest stands for: an object, or something that objects agree on by its name. */
export type Named =
  | { readonly kind: 'object'; readonly resource: Resource }
  /** Something within one object, such as a link of a data template. */
  | { readonly kind: 'local'; readonly resource: Resource; readonly field: LocalReferenceField; readonly name: string }
  /** A key of `ds.meta_data` that these data templates write. */
  | { readonly kind: 'metadata-key'; readonly dataTemplates: readonly Resource[]; readonly key: string }
  /** A variable of a template, which is one thing in its file. */
  | { readonly kind: 'variable'; readonly uri: string; readonly name: string }
  /** A label by which objects are chosen; without a value, all labels of that key. */
  | {
      readonly kind: 'label';
      readonly realm: LabelRealm;
      readonly from: Resource;
      readonly key: string;
      readonly value?: string;
    };

/** A place at which something is named. */
export interface Occurrence {
  readonly uri: string;
  readonly document: ManifestDocument;
  /** Of the name alone, without quotes, in the document. */
  readonly span: Span;
  /** The scalar that is the name; absent where the name is only a part of a text. */
  readonly node?: ScalarNode;
  readonly role: 'definition' | 'reference';
  /** Another object of the name could be meant as well. */
  readonly open?: true;
  /** What the name must become there, where that is not the new name itself. */
  readonly written?: (newName: string) => string;
}

/** The questions that are asked of a workspace to find what belongs together. */
export type Manifests = Pick<
  Workspace,
  | 'isPatch'
  | 'files'
  | 'resourceIn'
  | 'resourceAt'
  | 'resolve'
  | 'referrersTo'
  | 'namersOf'
  | 'objectsNamed'
  | 'objectsIn'
  | 'objectsOfKind'
>;

export function occurrenceOf(resource: Resource, node: ScalarNode, role: Occurrence['role']): Occurrence {
  const { uri, document } = resource;
  return { uri, document, span: nameSpan(document, node), node, role };
}

/** The place of a name in a reference. */
export function referenceOccurrence(resource: Resource, { nameNode, isPart }: Reference): Occurrence {
  const { uri, document } = resource;
  if (isPart) return { uri, document, span: nameNode.span, role: 'reference' };
  return occurrenceOf(resource, nameNode, 'reference');
}

/** Where the text of a scalar stands, without its quotes. */
export function nameSpan({ text }: ManifestDocument, { span: whole, style }: ScalarNode): Span {
  const isQuoted = style === 'single' || style === 'double';
  const closes = isQuoted && whole.end - whole.start >= 2 && text[whole.start] === text[whole.end - 1];
  return closes ? span(whole.start + 1, whole.end - 1) : whole;
}
