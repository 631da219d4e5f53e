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
 * A rule: a pure function from an object and a view of the workspace to reports. The Markdown file of the same name in the
 * same folder is its page, with its documentation and its tests.
 */
export interface Rule {
  /** In kebab case; the name of the module and of the page. */
  readonly id: string;
  /** Ids that it had in earlier versions; they keep working in comments and settings. */
  readonly formerIds?: readonly string[];
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  /** The releases to which it applies; undefined for all. `gate` adapts its findings to the target releases. */
  readonly releases?: readonly ReleaseRange[];
  /** How an editor shows its findings. */
  readonly tags?: readonly Tag[];
  /** The kinds of object that it checks; absent for every kind. */
  readonly on?: readonly GroupKind[];
  /** One sentence, the first of its page. */
  readonly summary: string;
  check?(resource: Resource, view: View): Iterable<Report>;
  /** Checks a document with syntax errors, which no other rule checks. */
  checkText?(document: ManifestDocument, uri: string): Iterable<TextReport>;
  /** Checks the text of every document, before it is parsed as YAML. */
  checkSource?(document: ManifestDocument, uri: string): Iterable<TextReport>;
  /** Checks the suppression comments of a document. */
  checkIgnored?(ignored: IgnoredRules): Iterable<TextReport>;
}

/** The suppressions of a document. */
export interface IgnoredRules {
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
  /** True if the rule has a finding in the scope of the comment. */
  readonly isUsed: boolean;
}

export interface TextReport {
  readonly span: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

export interface Report {
  readonly resource: Resource;
  /** The reported node, which must belong to `resource`. */
  readonly node: Node;
  readonly path: NodePath;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Overrides the severity of the rule. */
  readonly severity?: Severity;
  readonly effect?: Effect;
  readonly by?: Actor;
  readonly releases?: readonly ReleaseRange[];
  /** Further objects whose versions limit the applicable releases. */
  readonly relatedVersions?: readonly Resource[];
}

export function placeOf(resource: Resource, node: Node): Place {
  const { uri, document } = resource.sourceOf?.(node) ?? resource;
  return { uri, document, span: node.span };
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

/** Returns a rule with its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Returns the current ids of renamed rules, by their former ids. */
export function renamedRules(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map(rules.flatMap(({ id, formerIds = [] }) => formerIds.map((former) => [former, id] as const)));
}
