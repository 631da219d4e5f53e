import type { Finding } from '../findings/finding.ts';
import type { RuleDescription } from '../findings/rule-description.ts';
import {
  COMMANDS,
  isCovered,
  isTextOf,
  SUPPRESSION_PREFIX,
  type Suppression,
  scalarsOf,
  suppressionsIn,
} from '../findings/suppression.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isBlank, isLineEnd, lineStart } from '../syntax/whitespace.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { type Span, span } from '../text/span.ts';
import type { Completion } from './completion.ts';

/** What completion in a comment reads. */
export interface CommentCompletionInput {
  readonly rules: readonly RuleDescription[];
  /** Returns the current findings of a file. */
  findingsIn(uri: string): readonly Finding[];
}

/**
 * Returns completions inside a comment: the commands that suppress rules, and the rule ids. Rules with a finding that
 * the comment would suppress come first. `offset` is relative to the start of document number `index`.
 */
export function commentCompletions(
  file: ManifestFile,
  index: number,
  offset: number,
  input: CommentCompletionInput,
): readonly Completion[] {
  const document = file.documents[index];
  const start = document && commentAt(document, offset);
  if (!document || start === undefined) return [];
  const { text } = document;
  const typed = text.slice(start + 1, offset);
  const firstWord = /^[^\S\r\n]*([\w-]*)$/.exec(typed);
  if (firstWord) {
    const lead = typed === '' ? ' ' : '';
    return commands(text, wordAt(text, offset, firstWord[1] ?? ''), lead, `${SUPPRESSION_PREFIX} `);
  }
  const ignoring = IGNORING.exec(typed);
  if (!ignoring) return [];
  const [, space = '', command = '', rest] = ignoring;
  if (rest === undefined) {
    const lead = space === '' ? ' ' : '';
    return commands(text, wordAt(text, offset, command), lead, '');
  }
  const suppression = suppressionsIn(document).find(({ comment }) => comment.start === start);
  // The text after `--` is a reason.
  if (!suppression || !COMMANDS.has(command) || /(?:^|\s)(?:--|#)/.test(rest)) return [];
  return rules(file, document, suppression, wordAt(text, offset, /[\w-]*$/.exec(rest)?.[0] ?? ''), input);
}

/** Matches the text after the comment's `#`: whitespace, a command, and the rule ids after it. */
const IGNORING = new RegExp(`^[^\\S\\r\\n]*${SUPPRESSION_PREFIX}([^\\S\\r\\n]*)([\\w-]*)(?:\\s([^]*))?$`);

/** Returns the offset of the `#` of the comment that contains an offset. */
function commentAt({ text, parsed }: ManifestDocument, offset: number): number | undefined {
  const line = lineStart(text, offset);
  if (!text.slice(line, offset).includes('#')) return undefined;
  const scalars = scalarsOf(parsed.root);
  for (let at = line; at < offset; at++)
    if (text[at] === '#' && isBlank(text, at - 1) && !scalars.some((scalar) => isTextOf(scalar, at, text))) return at;
  return undefined;
}

/** Returns the span of the word around the cursor; `typed` is its part before the cursor. */
function wordAt(text: string, offset: number, typed: string): Span {
  let end = offset;
  while (!isLineEnd(text, end) && /[\w-]/.test(text[end] ?? '')) end++;
  return span(offset - typed.length, end);
}

function commands(text: string, where: Span, leadingSpace: string, mark: string): readonly Completion[] {
  const end = isBlank(text, where.end) && !isLineEnd(text, where.end) ? '' : ' ';
  return [...COMMANDS].map(([command, description]) => ({
    label: `${mark}${command}`,
    kind: 'value',
    detail: description,
    span: where,
    insert: [`${leadingSpace}${mark}${command}${end}`],
    retriggers: true,
  }));
}

function rules(
  { uri }: ManifestFile,
  document: ManifestDocument,
  suppression: Suppression,
  where: Span,
  input: CommentCompletionInput,
): readonly Completion[] {
  const named = new Set(suppression.rules.filter(({ span: { end } }) => end < where.start).map(({ id }) => id));
  for (const { id, span: listed } of suppression.rules) if (listed.start > where.end) named.add(id);
  // Ignore the finding about the comment itself, which does not name a rule yet.
  const covers = ({ place }: Finding) =>
    place.document === document
      ? !contains(suppression.comment, place.span) && isCovered(suppression, place.span, document.text.length)
      : suppression.scope === 'file';
  const found = new Map(
    input
      .findingsIn(uri)
      .filter(covers)
      .map(({ rule, message }) => [rule, message]),
  );
  return input.rules
    .filter(({ id }) => !named.has(id))
    .sort((a, b) => Number(found.has(b.id)) - Number(found.has(a.id)) || (a.id < b.id ? -1 : 1))
    .map(({ id, severity, summary }) => ({
      label: id,
      kind: 'value',
      detail: found.has(id) ? `${severity}, found here` : severity,
      documentation: [plainMarkdown(found.get(id) ?? ''), summary].filter((part) => part).join('\n\n'),
      span: where,
      insert: [id],
    }));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
