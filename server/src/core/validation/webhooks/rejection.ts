import type { NodePath } from '../../syntax/lookup.ts';
import type { Node } from '../../syntax/node.ts';
import type { Span } from '../../text/span.ts';

/** A value that the webhook itself rejects, before the schema is checked. */
export interface Rejection {
  readonly path: NodePath;
  readonly node: Node;
  readonly span: Span;
  readonly detail: string;
}
