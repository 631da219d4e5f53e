import type { Finding, Fix } from '../findings/finding.ts';
import {
  isCovered,
  isTextOf,
  lineStartOf,
  type Suppression,
  scalarsOf,
  suppressionsIn,
} from '../findings/suppression.ts';
import { isJsonFile } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { type Span, span, type TextChange } from '../text/span.ts';
import { eol } from './set-field.ts';

/**
 * Returns the edit that adds a suppression comment for a finding. It is not a fix, and an editor offers it last. Undefined in
 * JSON, which has no comments.
 */
export function ignoreHere(finding: Finding): Fix | undefined {
  const { rule, place } = finding;
  if (!isIgnorable(finding)) return undefined;
  const change = changeFor(place.document, place.span, rule);
  return {
    title: `Ignore ${rule} for this line`,
    edits: [{ uri: place.uri, document: place.document, change }],
    certain: false,
  };
}

/** Returns true if a comment can suppress the finding. JSON has no comments. */
export function isIgnorable({ rule, place }: Finding): boolean {
  return !isJsonFile(place.uri) && !UNIGNORABLE.includes(rule);
}

/** Rules about suppression comments. */
const UNIGNORABLE = ['unused-suppression', 'unknown-rule'];

function changeFor(document: ManifestDocument, place: Span, rule: string): TextChange {
  const { text } = document;
  const around = scalarsOf(document.parsed.root).find((scalar) => isTextOf(scalar, place.start, text));
  // A multi-line scalar is covered by a comment on the line on which it begins.
  const start = around ? Math.min(around.span.start, place.start) : place.start;
  const line = span(lineStartOf(text, start), lineEndOf(text, start));
  const written = suppressionsIn(document).find((each) => isExtensible(each, line, place, text));
  const last = written?.rules.at(-1);
  if (last) return { span: span(last.span.end, last.span.end), newText: `, ${rule}` };
  const comment = `# kamaji-metal3: ignore ${rule}`;
  const isClosed = around && isTextOf(around, line.end, text);
  if (isClosed) {
    const indent = /^\s*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
    return { span: span(line.start, line.start), newText: `${indent}${comment}${eol(document)}` };
  }
  const separator = /\s$/.test(text.slice(line.start, line.end)) || line.start === line.end ? '' : ' ';
  return { span: span(line.end, line.end), newText: `${separator}${comment}` };
}

/** Returns an existing comment for this line, to which the rule is added. */
function isExtensible(each: Suppression, line: Span, place: Span, text: string): boolean {
  const isOnLine = each.comment.start >= line.start && each.comment.end <= line.end;
  return each.scope === 'here' && isOnLine && isCovered(each, place, text.length);
}

function lineEndOf(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
