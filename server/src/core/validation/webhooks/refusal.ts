import type { NodePath } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import type { Span } from '../../text/span.ts';

/** What the webhook itself refuses, before any schema is asked. */
export interface Refusal {
  readonly path: NodePath;
  readonly node: Node;
  readonly span: Span;
  readonly detail: string;
}
