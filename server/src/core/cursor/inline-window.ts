import { inlinePatchesOf } from '../objects/inside-kustomization.ts';
import { isKustomization } from '../objects/kustomization.ts';
import type { ObjectModel, Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import { nodeAt } from '../syntax/lookup.ts';
import { type ManifestDocument, manifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { lineStart, nextLine, skipSpaces } from '../syntax/whitespace.ts';
import { type Span, span } from '../text/span.ts';
import { maskOutside } from './masking.ts';

/** A file in which an inline patch of a kustomization replaces the document around it. */
export interface InlineWindow {
  /** Everything but the patch is replaced by spaces, so offsets are unchanged. */
  readonly file: ManifestFile;
  readonly document: ManifestDocument;
  /** The patch, if it can be parsed as a partial object. */
  readonly patch?: Resource;
  readonly kustomization: Resource;
  /** The `target` of the patch. */
  readonly target?: Node;
}

const PATCHES = ['{patches,patchesJson6902}[].patch', 'patchesStrategicMerge[]'].map(pathPattern);

/**
 * Returns the window at an offset of document number `index`; undefined if the offset is not in a patch that is a
 * literal block scalar.
 */
export function inlineWindowAt(
  file: ManifestFile,
  index: number,
  offset: number,
  model: ObjectModel,
): InlineWindow | undefined {
  const document = file.documents[index];
  // Hot path: most documents contain no patches.
  if (!document || !/^ *(- )?patch|^patchesStrategicMerge/m.test(document.text)) return undefined;
  const kustomization = resourceOf(file.uri, document, model);
  if (!kustomization || !isKustomization(kustomization)) return undefined;
  for (const { node, path } of PATCHES.flatMap((pattern) => matches(kustomization.root, pattern))) {
    if (node.kind !== 'scalar' || node.style !== 'literal' || node.alias) continue;
    const block = blockOf(document.text, node);
    if (offset < block.start || offset > block.end) continue;
    const part = documentAround(document.text, block, offset);
    const masked = manifestDocument({
      text: maskOutside(document.text, part.start, part.end),
      before: 'start',
      after: 'pending',
    });
    const patch = inlinePatchesOf(kustomization).find(
      ({ root }) => part.start <= root.span.start && root.span.end <= part.end,
    );
    const documents = file.documents.map((each) => (each === document ? masked : each));
    const target = nodeAt(kustomization.root, [...path.slice(0, -1), 'target']);
    const optional = { ...(patch ? { patch } : {}), ...(target ? { target } : {}) };
    return { file: { ...file, documents }, document: masked, kustomization, ...optional };
  }
  return undefined;
}

/** Returns the lines below a block's header that are at least as deep as its first line, including empty lines. */
function blockOf(text: string, { span: { start } }: ScalarNode): Span {
  const from = nextLine(text, start);
  const outer = columnAt(text, lineStart(text, start));
  let end = from;
  for (let line = from; line < text.length; line = nextLine(text, line)) {
    const first = skipSpaces(text, line);
    const isBlank = text.slice(first, nextLine(text, line)).trim() === '';
    if (!isBlank && first - line <= outer) break;
    end = nextLine(text, line);
  }
  return span(from, end);
}

function columnAt(text: string, line: number): number {
  return skipSpaces(text, line) - line;
}

/** Returns the span of the YAML document within the block that contains an offset. */
function documentAround(text: string, { start, end }: Span, offset: number): Span {
  let [from, to] = [start, end];
  for (const marker of text.slice(start, end).matchAll(/^[ \t]*---[ \t]*$/gm)) {
    const at = start + marker.index;
    if (at + marker[0].length <= offset) from = at + marker[0].length;
    else if (at >= offset) to = Math.min(to, at);
  }
  return span(from, to);
}
