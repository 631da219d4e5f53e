import type { Node } from '../syntax/node.ts';
import { columnIn } from './find-scalar.ts';

/** An indentation style in columns: of content below a key, and of the dashes of a list below its key. */
export interface Indentation {
  readonly step: number;
  readonly dash: number;
}

/** Returns the indentation of the first document that shows it; pass the nearest document first. */
export function indentationOf(
  documents: Iterable<{ readonly text: string; readonly root: Node | undefined }>,
): Indentation {
  let step: number | undefined;
  let dash: number | undefined;
  for (const { text, root } of documents) {
    for (const found of indentationsIn(root, text)) {
      if (found.isDash) dash ??= found.by;
      else step ??= found.by;
      if (step !== undefined && dash !== undefined) return { step, dash };
    }
  }
  return { step: step ?? 2, dash: dash ?? step ?? 2 };
}

function* indentationsIn(node: Node | undefined, text: string): Generator<{ by: number; isDash: boolean }> {
  if (!node || node.kind === 'scalar' || node.flow || node.alias) return;
  if (node.kind === 'sequence') {
    for (const item of node.items) yield* indentationsIn(item, text);
    return;
  }
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' || value.flow || value.alias) continue;
    const by = columnIn(text, value.span.start) - columnIn(text, key.span.start);
    const isDash = value.kind === 'sequence';
    if (isDash ? by >= 0 : by > 0) yield { by, isDash };
    yield* indentationsIn(value, text);
  }
}
