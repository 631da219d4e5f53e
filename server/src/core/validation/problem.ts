import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { NodePath, PathStep } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';
import type { Expressions } from './expressions.ts';

/** What the API server would refuse in a document, one place each; `span` counts from the document's start. */
export interface Problem {
  readonly code: ProblemCode;
  readonly path: NodePath;
  readonly span: Span;
  /** The end of a sentence that begins with the field: what it is, and what the server wants. */
  readonly detail: string;
  /** The map that lacks a field, or the node that is wrong, for whoever mends it. */
  readonly node: Node;
  readonly schema?: StructuralSchema;
  /** Fields or values there are, where the one written is none of them. */
  readonly candidates?: readonly string[];
  /** Too long or too many: the API server asks no rules in CEL then. Without it the code decides. */
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
  /** Not a fault: the check itself would cost too much. */
  | 'check-limit';

/** What a walk carries along. */
export interface Walk {
  readonly problems: Problem[];
  readonly expressions: Expressions;
}

/** The key of a node in its parent, or the node itself at the top: where a thing that lacks something is underlined. */
export interface Spot {
  readonly span: Span;
  /** Absent at the top of the document. */
  readonly parent?: Spot;
  readonly step?: PathStep;
}

export function below(parent: Spot, step: PathStep, span: Span): Spot {
  return { span, parent, step };
}

/** Put together only where there is a problem to place. */
export function pathOf(spot: Spot): NodePath {
  const path: PathStep[] = [];
  for (let each: Spot | undefined = spot; each?.step !== undefined; each = each.parent) path.unshift(each.step);
  return path;
}
