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
 * Returns a fix that suppresses the finding's rule with a comment. It does not fix the cause, so it is not part of the
 * finding, and editors offer it last. Undefined in JSON, which has no comments.
 */
export function ignoreHere(finding: Finding): Fix | undefined {
  const { rule, place } = finding;
  if (isJsonFile(place.uri) || UNIGNORABLE.includes(rule)) return undefined;
  const change = changeFor(place.document, place.span, rule);
  return {
    title: `Ignore ${rule} here`,
    edits: [{ uri: place.uri, document: place.document, change }],
    certain: false,
  };
}

/** Findings about suppression comments themselves. */
const UNIGNORABLE = ['unused-suppression', 'unknown-rule'];

function changeFor(document: ManifestDocument, place: Span, rule: string): TextChange {
  const { text } = document;
  const scalar = scalarsOf(document.parsed.root).find((scalar) => isTextOf(scalar, place.start, text));
  // A multi-line scalar is suppressed at the line on which it starts.
  const start = scalar ? Math.min(scalar.span.start, place.start) : place.start;
  const line = span(lineStartOf(text, start), lineEndOf(text, start));
  const existing = suppressionsIn(document).find((each) => isExtensible(each, line, place, text));
  const last = existing?.rules.at(-1);
  if (last) return { span: span(last.span.end, last.span.end), newText: `, ${rule}` };
  const comment = `# kamaji-metal3: ignore ${rule}`;
  const isClosed = scalar && isTextOf(scalar, line.end, text);
  if (isClosed) {
    const indent = /^\s*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
    return { span: span(line.start, line.start), newText: `${indent}${comment}${eol(document)}` };
  }
  const space = /\s$/.test(text.slice(line.start, line.end)) || line.start === line.end ? '' : ' ';
  return { span: span(line.end, line.end), newText: `${space}${comment}` };
}

/** Returns true for a suppression comment of this line only, whose list the rule can be added to. */
function isExtensible(each: Suppression, line: Span, place: Span, text: string): boolean {
  const isOnLine = each.comment.start >= line.start && each.comment.end <= line.end;
  return each.scope === 'here' && isOnLine && isCovered(each, place, text.length);
}

function lineEndOf(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
