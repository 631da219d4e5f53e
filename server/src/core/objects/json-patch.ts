import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { unescapedStep } from '../text/json-pointer.ts';
import { memoize } from '../text/memoize.ts';
import type { Span } from '../text/span.ts';

/** An operation as defined in RFC 6902. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: Pointer;
  /** For `move` and `copy`. */
  readonly from?: Pointer;
  /** For `add`, `replace` and `test`. */
  readonly value?: Node;
}

/** A JSON pointer (RFC 6901). */
export interface Pointer {
  readonly node: ScalarNode;
  readonly steps: readonly PointerStep[];
}

export interface PointerStep {
  /** Without escapes. */
  readonly text: string;
  /** In the document; undefined if the document does not contain the pointer verbatim. */
  readonly span?: Span;
}

/** Returns true if a tree is a list of JSON patch operations and nothing else. */
export function isJsonPatch(root: Node | undefined): boolean {
  return (
    root?.kind === 'sequence' &&
    root.items.length > 0 &&
    root.items.every((item) => OPERATIONS.has(scalarAt(item, ['op'])?.text ?? '') && scalarAt(item, ['path']))
  );
}

const OPERATIONS: ReadonlySet<string> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

/** Returns the operations of a JSON patch, in order. */
export const operationsOf = memoize((root: Node): readonly PatchOperation[] => {
  if (root.kind !== 'sequence' || !isJsonPatch(root)) return [];
  return root.items.flatMap((item) => {
    const path = pointer(scalarAt(item, ['path']));
    if (!path) return [];
    const from = pointer(scalarAt(item, ['from']));
    const value = childOf(item, 'value');
    const op = scalarAt(item, ['op'])?.text as PatchOperation['op'];
    return [{ op, path, ...(from ? { from } : {}), ...(value ? { value } : {}) }];
  });
});

function pointer(node: ScalarNode | undefined): Pointer | undefined {
  if (!node || !/^(\/|$)/.test(node.text)) return undefined;
  const { span, style, text } = node;
  const start = style === 'plain' ? span.start : span.start + 1;
  const isVerbatim = !node.alias && style !== 'literal' && style !== 'folded' && !/[\\"']/.test(text);
  let at = start + 1;
  const steps = text
    .split('/')
    .slice(1)
    .map((part): PointerStep => {
      const partSpan = { start: at, end: at + part.length };
      at = partSpan.end + 1;
      const unescaped = unescapedStep(part);
      return { text: unescaped, ...(isVerbatim && unescaped === part ? { span: partSpan } : {}) };
    });
  return { node, steps };
}
