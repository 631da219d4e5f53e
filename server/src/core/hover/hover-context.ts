import type { CompletionInput as CompletionAsks, CompletionManifests, Context } from '../completion/context.ts';
import type { FoundScalar } from '../cursor/find-scalar.ts';
import type { RuleDescription } from '../findings/rule-description.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { Descriptions } from '../schemas/descriptions.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';

/** A hover in Markdown. `span` is relative to the document. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export interface HoverInput extends CompletionAsks {
  readonly workspace: HoverManifests;
  readonly descriptions: Descriptions;
  readonly rules: readonly RuleDescription[];
  /** The text of each rule's page before its examples, by the rule's id. */
  readonly pages: Readonly<Record<string, string>>;
}

export interface HoverManifests extends CompletionManifests {
  readonly features: CompletionManifests['features'] & { readonly hover: HoverContributions };
}

/** What providers contribute to hovers. */
export interface HoverContributions {
  /** Lines that describe an object of a kind. */
  readonly objectFacts: readonly ObjectFacts[];
  /** Paragraphs about a value. */
  readonly values: readonly ((pointed: HoverContext) => readonly string[])[];
  /** Where the types of the kinds are documented. */
  readonly apiReferences: readonly ApiReference[];
  /** Hovers that replace all others. */
  readonly exclusive: readonly ((pointed: HoverContext) => Hover | undefined)[];
}

/** Where the documentation of the Go types of an API group is. Of the rows that apply, the first one is used. */
export interface ApiReference {
  /** The name of the provider's repository. */
  readonly provider: string;
  readonly group: string;
  /** Absent for all kinds of the group. */
  readonly kinds?: readonly GroupKind[];
  /** The first release with this URL. */
  readonly since?: string;
  /** A URL with `{release}`, `{version}`, `{type}`, and `{kind}` in lowercase. */
  readonly url: string;
}

/** How objects of a kind are described: values of fields, and computed lines. */
export interface ObjectFacts {
  readonly kind: GroupKind;
  readonly fields: readonly NodePath[];
  readonly lines?: (resource: Resource) => readonly string[];
}

/** The place under the pointer. */
export interface HoverContext extends Context {
  readonly input: HoverInput;
  readonly found: FoundScalar;
  /** The path of the field, also if the pointer is on its key. */
  readonly path: NodePath;
  /** The value of the field, if it is a non-empty scalar. */
  readonly value?: ScalarNode;
}
