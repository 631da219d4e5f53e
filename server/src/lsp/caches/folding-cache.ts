import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { foldingsIn } from '../../core/index.ts';
import { DocumentCache } from './document-cache.ts';
import type { KeepJson } from './json-cache.ts';

/** A folding range and its nesting depth in the document, from 0. */
export interface Folding {
  readonly range: FoldingRange;
  readonly depth: number;
}

export function foldingCache(keepJson: KeepJson): DocumentCache<Folding> {
  return new DocumentCache(
    (document) =>
      foldingsIn(document).map(({ start, end, kind, depth }) => ({
        range: keepJson<FoldingRange>({
          startLine: start,
          endLine: end,
          ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
        }),
        depth,
      })),
    ({ range, depth }, lines) => ({
      range: keepJson({ ...range, startLine: range.startLine + lines, endLine: range.endLine + lines }),
      depth,
    }),
  );
}
