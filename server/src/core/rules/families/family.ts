import type { Actor, Effect, Fix, Related, ReleaseRange, Severity, Tag } from '../../findings/finding.ts';
import { nameOf, type Resource } from '../../resources/resource.ts';
import { isTemplate } from '../../resources/template-text.ts';
import { displayName } from '../../schemas/releases.ts';
import { type NodePath, pathText } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import { type PathPattern, type PatternMatch, PatternTree, pathPattern } from '../../syntax/path-pattern.ts';
import { remembered } from '../../text/remembered.ts';
import { defineRule, type Report, type Rule, type View } from '../rule.ts';
import { shownAt } from './shown-at.ts';

/**
 * Rules of one shape, told apart by data: a row says of which objects, where in them and for which releases it holds,
 * and what is wrong there. One rule serves all rows of a family. Rows look at one document; whatever needs another is a
 * rule of its own.
 */
export type Family =
  | 'conflicting-values'
  | 'deprecated-field'
  | 'disabled-feature'
  | 'exclusive-fields'
  | 'forbidden-field'
  | 'ignored-field'
  | 'malformed-value'
  | 'repeated-value'
  | 'required-by-webhook'
  | 'value-not-supported'
  | 'value-out-of-range';

export interface Row extends Check, RowOptions {
  readonly places: readonly RowPlace[];
}

export interface RowPlace {
  readonly group: string;
  readonly kind: string;
  readonly pattern: PathPattern;
}

/** What is looked for at a place; `checks.ts` has the usual ones. */
export interface Check {
  readonly family: Family;
  readonly find: (found: Found) => Iterable<Fault>;
}

/** Something that stands at a row's place. It may be null or a template: a check says nothing where it does not know. */
export interface Found {
  readonly resource: Resource;
  readonly node: Node;
  readonly path: NodePath;
}

export interface Fault {
  /** From the root of the document; underlined is what stands there, or the key nearest to where it would. */
  readonly path: NodePath;
  /** What is wrong, up to and without the colon: `spec.files[0] of KubeadmConfig "a" has both content and contentFrom`. */
  readonly says: string;
  /** What to do, where the row does not say it for all. */
  readonly remedy?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface RowOptions {
  /** The provider whose webhook or controller acts so. */
  readonly provider: string;
  readonly versions?: readonly string[];
  readonly releases?: readonly ReleaseRange[];
  /** What happens, after the colon; left out where the provider refuses the object. */
  readonly outcome?: string;
  /** What to do, as a sentence. */
  readonly remedy?: string;
  /** Where the row differs from its family. */
  readonly severity?: Severity;
  readonly effect?: Effect;
  readonly by?: Actor;
}

/** Places in kinds of one group: `placesIn(GROUPS.cluster, ['Machine'], 'spec')`. */
export function placesIn(group: string, kinds: readonly string[], ...at: readonly string[]): readonly RowPlace[] {
  return kinds.flatMap((kind) => at.map((text) => ({ group, kind, pattern: pathPattern(text) })));
}

export interface FamilyFacts {
  readonly id: Family;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly by: Actor;
  readonly tags?: readonly Tag[];
  readonly summary: string;
}

/** The one rule for those of the rows that belong to a family. */
export function familyRule(facts: FamilyFacts, rows: readonly Row[]): Rule {
  const own = rows.filter(({ family }) => family === facts.id);
  return defineRule({
    ...facts,
    kinds: [...new Set(own.flatMap(({ places }) => places.map(({ kind }) => kind)))].sort(),

    // Asked of nearly every object, and most have nothing at a place of the family: then without a generator.
    check(resource, view) {
      const matches = matchesOf(rows, resource, view).get(facts.id);
      return matches && isJudged(resource, facts, view) ? reportsOf(resource, matches) : NONE;
    },
  });
}

function reportsOf(resource: Resource, matches: readonly Match[]): readonly Report[] {
  const reports: Report[] = [];
  for (const { path, node, value: row } of matches) {
    if (row.versions && !row.versions.includes(resource.version)) continue;
    for (const fault of row.find({ resource, path, node })) reports.push(reportOf(resource, row, fault));
  }
  return reports;
}

const NONE: readonly Report[] = [];

type Match = PatternMatch & { readonly value: Row };

/** What stands at the places of all rows, for each family: found in one walk, and kept while an object is judged. */
function matchesOf(rows: readonly Row[], resource: Resource, view: View): ReadonlyMap<Family, readonly Match[]> {
  const known = lastMatches.get(view);
  if (known?.resource === resource && known.rows === rows) return known.byFamily;
  const byFamily = new Map<Family, Match[]>();
  for (const match of treesOf(rows).get(`${resource.group}/${resource.kind}`)?.matches(resource.root) ?? []) {
    const { family } = match.value;
    const matches = byFamily.get(family);
    if (matches) matches.push(match);
    else byFamily.set(family, [match]);
  }
  lastMatches.set(view, { resource, rows, byFamily });
  return byFamily;
}

interface MatchesOfRows {
  readonly resource: Resource;
  readonly rows: readonly Row[];
  readonly byFamily: ReadonlyMap<Family, readonly Match[]>;
}

/** A view lives as long as one object is judged. */
const lastMatches = new WeakMap<View, MatchesOfRows>();

const treesOf = remembered((rows: readonly Row[]): ReadonlyMap<string, PatternTree<Row>> => {
  const patterns = new Map<string, (readonly [PathPattern, Row])[]>();
  for (const row of rows)
    for (const { group, kind, pattern } of row.places) {
      const key = `${group}/${kind}`;
      const known = patterns.get(key);
      if (known) known.push([pattern, row]);
      else patterns.set(key, [[pattern, row]]);
    }
  return new Map([...patterns].map(([key, each]) => [key, new PatternTree(each)]));
});

/** A name that is a variable is often a patch's: it holds only what it changes. */
function isJudged(resource: Resource, { id }: FamilyFacts, view: View): boolean {
  return view.isWhole(resource) && (id !== 'required-by-webhook' || !isTemplate(resource.name ?? ''));
}

function reportOf(resource: Resource, row: Row, { path, says, remedy = row.remedy, related, fixes }: Fault): Report {
  const outcome = row.outcome ?? `${displayName(row.provider).replace(/^The /, 'the ')} refuses the object`;
  return {
    resource,
    node: shownAt(resource.root, path),
    path,
    message: `${says}: ${outcome}.${remedy ? ` ${remedy}` : ''}`,
    ...(related ? { related } : {}),
    ...(fixes ? { fixes } : {}),
    ...(row.releases ? { releases: row.releases } : {}),
    ...(row.severity ? { severity: row.severity } : {}),
    ...(row.effect ? { effect: row.effect } : {}),
    ...(row.by ? { by: row.by } : {}),
  };
}

/** `spec.files[0].path of KubeadmConfig "a"`, as sentences begin. */
export function fieldName({ resource }: Pick<Found, 'resource'>, path: NodePath): string {
  return path.length === 0 ? nameOf(resource) : `${pathText(path)} of ${nameOf(resource)}`;
}
