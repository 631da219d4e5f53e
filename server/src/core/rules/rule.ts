import type { Actor, Effect, Finding, Fix, Place, Related, Severity, Tag } from '../findings/finding.ts';
import type { IgnoredRule, Suppression } from '../findings/suppression.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { View } from '../query/view.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';

/**
 * A rule: a pure function from one object, and what it may ask about others, to reports. Its page, the Markdown file
 * of the same name beside it, holds its documentation and its tests.
 */
export interface Rule {
  /** Kebab case; reads after “ignore”. Names the module and the page. */
  readonly id: string;
  /** Ids that it had in earlier versions; they keep working in comments and settings. */
  readonly formerIds?: readonly string[];
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** Left out where it holds in every release. What comes of it for the releases in force is not the rule's affair. */
  readonly releases?: readonly ReleaseRange[];
  /** How the editor shows what it finds. */
  readonly tags?: readonly Tag[];
  /** The kinds of object that it checks; absent for every kind. */
  readonly on?: readonly GroupKind[];
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
  /** The current ids of renamed rules, by their former ids. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface IgnoredName extends IgnoredRule {
  /** The current id of the rule. */
  readonly currentId: string;
  readonly suppression: Suppression;
  /** A finding of the rule stands where the comment reaches. */
  readonly isUsed: boolean;
}

export interface TextReport {
  readonly span: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
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

/** Returns the current ids of renamed rules, by their former ids. */
export function renamedRules(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map(rules.flatMap(({ id, formerIds = [] }) => formerIds.map((former) => [former, id] as const)));
}
