import type { Actor, Effect, Finding, Fix, Place, Related, ReleaseRange, Severity, Tag } from '../findings/finding.ts';
import type { IgnoredRule, Suppression } from '../findings/suppression.ts';
import type { Facet } from '../resources/facets.ts';
import type { Reference } from '../resources/references.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';
import type { Judgement } from '../validation/judge.ts';
import type { Referrer } from '../workspace/object-index.ts';
import type { Resolution } from '../workspace/resolve.ts';

/**
 * A rule: a pure function from one object, and what it may ask about others, to reports. Its page, the Markdown file
 * of the same name beside it, holds its documentation and its tests.
 */
export interface Rule {
  /** Kebab case; reads after “ignore”. Names the module and the page. */
  readonly id: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Left out where it holds in every release. What comes of it for the releases in force is not the rule's affair. */
  readonly releases?: readonly ReleaseRange[];
  /** How the editor shows what it finds. */
  readonly tags?: readonly Tag[];
  /** The kinds it is asked about; every kind where it is left out. */
  readonly kinds?: readonly string[];
  /** One sentence, the first of its page. */
  readonly summary: string;
  check?(resource: Resource, view: View): Iterable<Report>;
  /** Asked about documents that could not be read whole, which no other rule sees. */
  checkText?(document: ManifestDocument, uri: string): Iterable<TextReport>;
  /** Asked about the text of every document, whether it can be read or not, for what is judged before it is YAML. */
  checkSource?(document: ManifestDocument, uri: string): Iterable<TextReport>;
  /** Asked about the comments of a document that ignore rules. */
  checkIgnored?(ignored: Ignored): Iterable<TextReport>;
}

/** What the comments of a document ignore. */
export interface Ignored {
  readonly uri: string;
  readonly document: ManifestDocument;
  readonly suppressions: readonly Suppression[];
  readonly names: readonly IgnoredName[];
  /** The ids of all rules. */
  readonly known: ReadonlySet<string>;
}

export interface IgnoredName extends IgnoredRule {
  readonly suppression: Suppression;
  /** A finding of the rule stands where the comment reaches. */
  readonly isUsed: boolean;
}

export interface TextReport {
  readonly span: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** What a rule may ask. Every answer is remembered, so that an edit that changes it has the rule asked again. */
export interface View {
  resolve(resource: Resource, reference: Reference): Resolution;
  referrersTo(resource: Resource): readonly Referrer[];
  /**
   * The other objects of a kind that belong with an object: those of its file, or else those of its folder if it is
   * joined to files there, where their namespaces may be one. With a facet, those that have it; without one, every edit
   * of such an object has the rule asked again, so ask for the narrowest.
   */
  objectsOf(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** The same for kinds that serve all namespaces from one of their own. */
  objectsInAnyNamespace(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** The other objects of its file that have its kind, name and namespace. */
  namesakes(resource: Resource): readonly Resource[];
  /** Whether text that nobody can read lies among those that belong with an object: then an object that is not there may only not be seen. */
  hasUnread(resource: Resource): boolean;
  /**
   * The releases of a provider that are in question, newest first: the target, or those that serve every version that
   * the object, what it is joined to, and the others it is `about` are written in.
   */
  releases(provider: string, about?: readonly Resource[]): readonly string[];
  /** The release of a provider that the author has said to run; undefined where nothing is said. */
  target(provider: string): string | undefined;
  /** It is written out, and neither a patch nor made by somebody's template: what it does not say, it leaves out. */
  isWhole(resource: Resource): boolean;
  /** What the API server refuses in the object, by its schema. */
  judgements(resource: Resource): readonly Judgement[];
}

export interface Report {
  readonly resource: Resource;
  /** Where it is underlined; must belong to `resource`. */
  readonly node: Node;
  readonly path: NodePath;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Where this case differs from the rule. */
  readonly severity?: Severity;
  readonly effect?: Effect;
  readonly by?: Actor;
  readonly releases?: readonly ReleaseRange[];
  /** Objects beside `resource` and the one that was asked about, whose versions too say which releases are in question. */
  readonly concerns?: readonly Resource[];
}

export function placeOf(resource: Resource, node: Node): Place {
  return { uri: resource.uri, document: resource.document, span: node.span };
}

export function findingOf(rule: Rule, report: Report): Finding {
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    effect: report.effect ?? rule.effect,
    by: report.by ?? rule.by,
    releases: report.releases ?? rule.releases ?? [],
    tags: rule.tags ?? [],
    message: report.message,
    place: placeOf(report.resource, report.node),
    resource: report.resource,
    path: report.path,
    related: report.related ?? [],
    fixes: report.fixes ?? [],
  };
}

export function textFindingOf(rule: Rule, report: TextReport, uri: string, document: ManifestDocument): Finding {
  const place = { uri, document, span: report.span };
  const { id, severity, effect, by, releases = [], tags = [] } = rule;
  const { message, fixes = [] } = report;
  return { rule: id, severity, effect, by, releases, tags, message, place, path: [], related: [], fixes };
}

/** Gives a rule its type where it is written. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
