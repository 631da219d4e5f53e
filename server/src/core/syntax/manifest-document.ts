import { isList, itemsOf } from './list-items.ts';
import type { Node } from './node.ts';
import { type ParsedDocument, parseDocument, TOO_LARGE } from './parse-document.ts';
import { type Chunk, MAX_DOCUMENTS, type StreamState } from './split-stream.ts';
import type { Releasable, TreeCache } from './tree-cache.ts';

/**
 * One document of a stream: its text, and data derived from that text. All offsets are relative to its start. It is
 * immutable; derived data is computed on first use and cached.
 */
export interface ManifestDocument {
  readonly text: string;
  readonly before: StreamState;
  readonly after: Chunk['after'];
  /** The start of each line; after a final line break, one more empty line starts. */
  readonly lineStarts: readonly number[];
  /** The number of items of `lineStarts`. */
  readonly lineCount: number;
  /** True for a file of more than `MAX_DOCUMENTS`, which is not split and cannot be read. */
  readonly isUnsplit?: boolean;
  /** Its nodes can be other objects after `Workspace.releaseTrees`. */
  readonly parsed: ParsedDocument;
}

/** With `trees`, the tree can be dropped, and is then built again when it is used. */
export function manifestDocument(chunk: Chunk, trees?: TreeCache): ManifestDocument {
  return new LazyDocument(chunk, trees);
}

/** Keeps the tree of a document as long as the document exists, because its nodes are compared by identity. */
export function keepTree(document: ManifestDocument): void {
  if (document instanceof LazyDocument) document.keep();
}

/** Drops the tree of a document that left its file. */
export function forgetTree(document: ManifestDocument): void {
  if (document instanceof LazyDocument) document.forget();
}

/** A class because of its getters: documents are parsed only when their tree is used. */
class LazyDocument implements ManifestDocument, Releasable {
  readonly text: string;
  readonly before: StreamState;
  readonly after: Chunk['after'];
  readonly lineCount: number;
  readonly isUnsplit: boolean;
  readonly #trees: TreeCache | undefined;
  #lineStarts: readonly number[] | undefined;
  #parsed: ParsedDocument | undefined;
  #isKept = false;

  constructor({ text, before, after, isUnsplit = false }: Chunk, trees: TreeCache | undefined) {
    this.text = text;
    this.before = before;
    this.after = after;
    this.isUnsplit = isUnsplit;
    this.lineCount = lineCountOf(text);
    this.#trees = trees;
  }

  get lineStarts(): readonly number[] {
    if (!this.#lineStarts) {
      this.#lineStarts = lineStartsOf(this.text);
      if (!this.#isKept) this.#trees?.add(this);
    }
    return this.#lineStarts;
  }

  get parsed(): ParsedDocument {
    if (!this.#parsed) {
      this.#parsed = this.isUnsplit ? TOO_MANY_DOCUMENTS : parsedWithLimit(this);
      if (!this.#isKept) this.#trees?.add(this);
    }
    return this.#parsed;
  }

  release(): void {
    this.#parsed = undefined;
    this.#lineStarts = undefined;
  }

  keep(): void {
    this.#isKept = true;
    this.#trees?.remove(this);
  }

  forget(): void {
    this.#trees?.remove(this);
    if (!this.#isKept) this.release();
  }
}

/** With a comma between thousands. `toLocaleString` would load tables for 25 ms. */
const MAX_TEXT = String(MAX_DOCUMENTS).replace(/\B(?=(?:\d{3})+$)/g, ',');
const TOO_MANY_DOCUMENTS = tooMany('The file', 'documents');
const TOO_MANY_ITEMS = tooMany('The document', 'items or patches');

function tooMany(what: string, parts: string): ParsedDocument {
  const message = `${what} has more than ${MAX_TEXT} ${parts}`;
  return { problems: [{ span: { start: 0, end: 0 }, code: TOO_LARGE, message }] };
}

/** Parses a document. The items of a List and the patches of a kustomization count like documents. */
function parsedWithLimit({ text, before }: ManifestDocument): ParsedDocument {
  const parsed = parseDocument(text, before);
  return text.length > MAX_DOCUMENTS && hasManyParts(parsed.root) ? TOO_MANY_ITEMS : parsed;
}

function hasManyParts(root: Node | undefined): boolean {
  if (root?.kind !== 'map') return false;
  if (isList(root)) return itemsOf(root).length > MAX_DOCUMENTS;
  return root.entries.some(
    ({ key, value }) =>
      value.kind === 'sequence' &&
      value.items.length > MAX_DOCUMENTS &&
      key.kind === 'scalar' &&
      /^patches(Json6902|StrategicMerge)?$/.test(key.text),
  );
}

function lineCountOf(text: string): number {
  let count = 1;
  forEachLineAfterFirst(text, () => count++);
  return count;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  forEachLineAfterFirst(text, (start) => starts.push(start));
  return starts;
}

/** Hot path: `indexOf` takes a third of the time of a loop over the characters. */
function forEachLineAfterFirst(text: string, onStart: (start: number) => void): void {
  if (text.includes('\r'))
    for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) onStart(index + lineBreak.length);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) onStart(at + 1);
}
