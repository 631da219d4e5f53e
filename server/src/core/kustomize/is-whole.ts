import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import { isApplied } from '../index/is-applied.ts';
import { type IndexKey, indexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { folderOf } from '../text/containers.ts';
import { remembered } from '../text/remembered.ts';
import type { ProblemCode } from '../validation/problem.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * Whether a document is an object as it will be applied. A text that something renders first is not, nor is a patch,
 * which holds only what it changes: what a kustomization names as one, and what stands beside one and may be one. What
 * it takes in is an object, and whole if somebody applies what is built of it; what patches add to it, `asBuilt` knows.
 */
export function isWhole(resource: Resource, query: RecordedQuery): boolean {
  const { document, uri, inside } = resource;
  if (inside || isExcerpt(resource) || isRendered(document) || isThere(query, indexKey.patching(uri))) return false;
  const folder = folderOf(uri).slice(0, -1);
  const { builds } = query.index;
  query.record(indexKey.beside(folder));
  if (!builds.isIn(folder)) return true;
  query.record(indexKey.builds());
  return [...builds.waysTo(uri).keys()].some(isApplied);
}

/** Returns whether an object is in a code block of a Markdown page and has no name: the page shows a part of it. */
function isExcerpt({ uri, name, root }: Resource): boolean {
  return /\.md\?\d+$/.test(uri) && name === undefined && !scalarAt(root, ['metadata', 'generateName']);
}

function isThere({ index, record }: RecordedQuery, key: IndexKey): boolean {
  record(key);
  return index.has(key);
}

/** What stands alone on its line may become anything; ytt writes values into comments. */
const isRendered = remembered(({ text }: ManifestDocument) => text.includes('#@') || standsAlone(text));

/** The sign is looked for first: lines that begin with blanks are many, and those that hold one are few. */
function standsAlone(text: string): boolean {
  let brace = -1;
  for (const { 0: sign, index } of text.matchAll(/\{\{|\{%|\$\{(?=\w)|\$patch:/g)) {
    if (sign === '${') {
      if (brace < index) brace = text.indexOf('}', index);
      // Nothing closes this one, nor any after it.
      if (brace < 0) brace = text.length;
      BLANK_TO_END.lastIndex = brace + 1;
      if (brace === text.length || !BLANK_TO_END.test(text)) continue;
    }
    if (isFirstOfLine(text, index, sign === '{{')) return true;
  }
  return false;
}

const BLANK_TO_END = /[^\S\n]*$/my;

/** Whether only blanks are before a place on its line, or one dash among them. */
function isFirstOfLine(text: string, index: number, afterDash: boolean): boolean {
  let dashes = afterDash ? 1 : 0;
  for (let at = index - 1; at >= 0; at--) {
    const letter = text[at] ?? '';
    if (letter === '\n') return true;
    if (letter === '-' && dashes-- > 0) continue;
    if (letter.trim() !== '') return false;
  }
  return true;
}

/**
 * Whether a problem is one of a part too: what is written there is wrong by itself, whatever is put around it. A key
 * such as `$patch` is a word to kustomize.
 */
export function isOfPart({ problem: { code, path } }: Violation): boolean {
  return OF_PARTS.includes(code) && !path.some((step) => String(step).startsWith('$'));
}

const OF_PARTS: readonly ProblemCode[] = [
  'unknown-field',
  'wrong-type',
  'unsupported-value',
  'malformed-value',
  'value-out-of-range',
];
