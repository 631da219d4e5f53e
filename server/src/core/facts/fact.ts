import type { Actor, Effect, Fix, Related, Severity } from '../findings/finding.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import { type NodePath, shortPathText } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { type PathPattern, pathPattern } from '../syntax/path-pattern.ts';

/**
 * The rules that report facts. A fact is a row of a provider's table: it states to which objects, fields and releases
 * it applies, and what the problem is. A fact only depends on one object; everything that depends on other objects is a
 * separate rule.
 */
export type FactRuleId =
  | 'conflicting-values'
  | 'deprecated-field'
  | 'disabled-feature-gate'
  | 'mutually-exclusive-fields'
  | 'forbidden-field'
  | 'ignored-field'
  | 'malformed-value'
  | 'duplicate-value'
  | 'required-field'
  | 'unsupported-value'
  | 'value-out-of-range';

export interface Row extends Check, RowOptions {
  readonly places: readonly RowPlace[];
}

export interface RowPlace extends GroupKind {
  readonly pattern: PathPattern;
}

/** A check of a place; `checks.ts` has the usual ones. */
export interface Check {
  readonly rule: FactRuleId;
  /** The field that is deprecated in any case, relative to the place. Completion offers it last. */
  readonly deprecates?: string;
  readonly find: (found: Found) => Iterable<Fault>;
}

/** A node at the place of a row. It can be null or a template, about which a check reports nothing. */
export interface Found {
  readonly resource: Resource;
  readonly node: Node;
  readonly path: NodePath;
}

export interface Fault {
  /** The path from the root of the document. The finding is at its value, or at the deepest key that is written. */
  readonly path: NodePath;
  /**
   * The problem, as a sentence without its period: `spec.files[0] of KubeadmConfig "a" has both content and
   * contentFrom`.
   */
  readonly problem: string;
  /** The remedy, which overrides that of the row. */
  readonly remedy?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface RowOptions {
  /** The provider whose webhook or controller causes the outcome. */
  readonly provider: string;
  readonly versions?: readonly string[];
  readonly releases?: readonly ReleaseRange[];
  /** What happens, as a sentence without its period. By default, the provider rejects the object. */
  readonly outcome?: string;
  /** The remedy, as a sentence. */
  readonly remedy?: string;
  /** Overrides the severity of the rule. */
  readonly severity?: Severity;
  readonly effect?: Effect;
  readonly by?: Actor;
}

/** Returns the places at some paths of some kinds: `placesIn([Machine], 'spec')`; without a path, the objects themselves. */
export function placesIn(kinds: readonly GroupKind[], ...at: readonly string[]): readonly RowPlace[] {
  const patterns = at.length === 0 ? [ROOT] : at.map(pathPattern);
  return kinds.flatMap(({ group, kind }) => patterns.map((pattern) => ({ group, kind, pattern })));
}

/** The path of the object itself. */
const ROOT: PathPattern = { text: '', steps: [] };

/** Returns the start of a sentence about a field: `spec.files[0].path of KubeadmConfig "a"`. A long path is shortened. */
export function fieldName({ resource }: Pick<Found, 'resource'>, path: NodePath): string {
  return path.length === 0 ? nameOf(resource) : `${shortPathText(path)} of ${nameOf(resource)}`;
}
