import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath, PathStep } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';
import type { Expressions } from './expressions.ts';

/** Something that the API server rejects in a document. `span` is relative to the start of the document. */
export interface Problem {
  readonly code: ProblemCode;
  readonly path: NodePath;
  readonly span: Span;
  /**
   * The end of a sentence that begins with the field: `must be an integer, but is a string`. For some codes the message
   * has a fixed form without it, see `problemText`.
   */
  readonly detail: string;
  /** The map that lacks a field, or the invalid node; fixes start from it. */
  readonly node: Node;
  readonly schema?: StructuralSchema;
  /** The valid fields or values, if the written one is unknown. */
  readonly candidates?: readonly string[];
  /** True if the API server then evaluates no CEL rules. By default, the code decides. */
  readonly blocksRules?: boolean;
  /** The default of a field that is missing. */
  readonly fallback?: JsonValue;
}

export type ProblemCode =
  | 'api-version-not-served'
  | 'unknown-field'
  | 'duplicate-key'
  | 'wrong-type'
  | 'required-field'
  | 'unsupported-value'
  | 'malformed-value'
  | 'value-out-of-range'
  | 'duplicate-value'
  | 'invalid-metadata'
  | 'validation-rule-failed'
  /** Not a mistake: the check itself would be too expensive. */
  | 'check-limit-exceeded';

/** The state of a walk along a schema. */
export interface Walk {
  readonly problems: Problem[];
  readonly expressions: Expressions;
}

/** The key of a node in its parent, or the root itself: where missing fields are reported. */
export interface Location {
  readonly span: Span;
  /** Undefined at the root of the document. */
  readonly parent?: Location;
  readonly step?: PathStep;
}

/** Returns the spot of a child. */
export function below(parent: Location, step: PathStep, span: Span): Location {
  return { span, parent, step };
}

/** Returns the path of a spot; only problems need it. */
export function pathOf(spot: Location): NodePath {
  const path: PathStep[] = [];
  for (let each: Location | undefined = spot; each?.step !== undefined; each = each.parent) path.unshift(each.step);
  return path;
}
