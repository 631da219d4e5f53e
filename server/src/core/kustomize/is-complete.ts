import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import { isApplied } from '../index/is-applied.ts';
import { type IndexKey, indexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import { nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { folderOf } from '../text/containers.ts';
import { memoize } from '../text/memoize.ts';
import type { ProblemCode } from '../validation/problem.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * Returns true if a document is a complete object, as it is applied. Templates are not, nor are patches: files that a
 * kustomization names as a patch, and files next to a kustomization that may be one. A file that a kustomization
 * includes is complete if its build is applied. `asBuilt` considers the changes of patches.
 */
export function isComplete(resource: Resource, query: RecordedQuery): boolean {
  const { document, uri, inside } = resource;
  if (
    inside ||
    isExcerpt(resource) ||
    isRendered(documentContaining(document)) ||
    isThere(query, indexKey.patching(uri))
  )
    return false;
  const folder = folderOf(uri).slice(0, -1);
  const { builds } = query.index;
  query.record(indexKey.kustomizationIn(folder));
  if (!builds.hasKustomization(folder)) return true;
  query.record(indexKey.builds());
  return [...builds.buildsIncluding(uri).keys()].some(isApplied);
}

/**
 * Returns true for an object that shows only a part: one in a code block of a Markdown page, where manifests are usually
 * abridged, and the assertion of a test (Chainsaw, KUTTL), which has no name but a status or an expression, or an expression
 * as its name.
 */
function isExcerpt({ uri, name, root, document }: Resource): boolean {
  if (/\.md\?\d+$/.test(uri)) return true;
  if (name !== undefined) return name.startsWith('(') && isTemplate(name);
  if (scalarAt(root, ['metadata', 'generateName'])) return false;
  return nodeAt(root, ['status']) !== undefined || hasExpression(documentContaining(document));
}

const hasExpression = memoize(({ text }: ManifestDocument) => text.includes('($'));

function isThere({ index, record }: RecordedQuery, key: IndexKey): boolean {
  record(key);
  return index.has(key);
}

/** A template expression that is the only content of its line may render to anything. ytt uses comments for values. */
const isRendered = memoize(
  ({ text }: ManifestDocument) => text.includes('#@') || text.includes(': ($') || standsAlone(text),
);

/** Searches for the expression first, because many lines begin with spaces. */
function standsAlone(text: string): boolean {
  let brace = -1;
  for (const { 0: sign, index } of text.matchAll(/\{\{|\{%|\$\{(?=\w)|\$patch:/g)) {
    if (sign === '${') {
      if (brace < index) brace = text.indexOf('}', index);
      // There is no closing brace after this point.
      if (brace < 0) brace = text.length;
      BLANK_TO_END.lastIndex = brace + 1;
      if (brace === text.length || !BLANK_TO_END.test(text)) continue;
    }
    if (isFirstOfLine(text, index, sign === '{{')) return true;
  }
  return false;
}

const BLANK_TO_END = /[^\S\n]*$/my;

/** Returns true if only spaces, or spaces and one dash, precede a position on its line. */
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
 * Returns true if a violation also applies to a partial object, because it only depends on the value itself. Keys such
 * as `$patch` are directives of kustomize.
 */
export function appliesToPartialObject({ problem: { code, path } }: Violation): boolean {
  return OF_PARTS.includes(code) && !path.some((step) => String(step).startsWith('$'));
}

const OF_PARTS: readonly ProblemCode[] = [
  'unknown-field',
  'wrong-type',
  'unsupported-value',
  'malformed-value',
  'value-out-of-range',
];
