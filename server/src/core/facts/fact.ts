import type { Actor, Effect, Fix, Related, Severity } from '../findings/finding.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import type { ReleaseRange } from '../schemas/release-range.ts';
import { type NodePath, pathText } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { type PathPattern, pathPattern } from '../syntax/path-pattern.ts';

/**
 * The rules that report facts. A fact is a row of a provider's table: it states for which objects, at which places and in
 * which releases it applies, and what is wrong there. A fact looks at one object; whatever needs another object is a rule
 * of its own.
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

/** What is looked for at a place; `checks.ts` has the usual ones. */
export interface Check {
  readonly rule: FactRuleId;
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
  readonly problem: string;
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

/** Returns the places at some paths of some kinds: `placesIn([Machine], 'spec')`; without a path, the objects themselves. */
export function placesIn(kinds: readonly GroupKind[], ...at: readonly string[]): readonly RowPlace[] {
  const patterns = at.length === 0 ? [ROOT] : at.map(pathPattern);
  return kinds.flatMap(({ group, kind }) => patterns.map((pattern) => ({ group, kind, pattern })));
}

/** The path of the object itself. */
const ROOT: PathPattern = { text: '', steps: [] };

/** `spec.files[0].path of KubeadmConfig "a"`, as sentences begin. */
export function fieldName({ resource }: Pick<Found, 'resource'>, path: NodePath): string {
  return path.length === 0 ? nameOf(resource) : `${pathText(path)} of ${nameOf(resource)}`;
}
