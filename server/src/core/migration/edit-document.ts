import { columnOf, eol, indentStep } from '../fixes/set-field.ts';
import { sameJson } from '../schemas/history.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { isJsonText } from '../syntax/is-json-text.ts';
import { isJson } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { manifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Draft, DraftStyle } from './draft.ts';
import { draftValue } from './draft-value.ts';
import type { Leftover } from './migration.ts';
import { nodeValue } from './node-value.ts';
import { readDraft, type UnsupportedForm } from './read-draft.ts';
import { writeDraft } from './write-draft.ts';

export interface EditedDocument {
  /** Unchanged if the document could not be edited. */
  readonly text: string;
  readonly leftovers: readonly Leftover[];
}

/** Changes a draft in place, and returns what the user has to decide or check. */
export type DraftChange = (root: Draft, style: DraftStyle) => readonly Leftover[];

/**
 * Changes the text of a document through its draft. The text is unchanged if a leftover blocks the change, or if the new
 * text would not be parsed as the draft, which a leftover then reports.
 */
export function editDocument(document: ManifestDocument, change: DraftChange): EditedDocument {
  const { text } = document;
  const [body, ...others] = text.startsWith(BYTE_ORDER_MARK) ? manifestFile('', text.slice(1)).documents : [];
  if (body && others.length === 0) return withByteOrderMark(editDocument(body, change));
  const { root, problems } = document.parsed;
  if (!root) return { text, leftovers: [] };
  const blocked = (message: string, at = root.span.start) => ({ text, leftovers: [blockedAt(at, message)] });
  if (problems.length > 0) return blocked('The document cannot be read as YAML. Nothing was changed.');
  const copied = attempt(document, root, change, true);
  if ('form' in copied) {
    const message = `The document uses a YAML form that cannot be edited safely: ${copied.form}. Nothing was changed.`;
    return blocked(message, copied.offset);
  }
  const { leftovers } = copied;
  if (leftovers.some(({ severity }) => severity === 'blocked')) return { text, leftovers };
  // Aliases are kept if the result is the same object, because all their uses change in the same way.
  const shared = text.includes('*') ? attempt(document, root, change, false) : undefined;
  const after = [shared, copied].find(
    (each) => each && 'text' in each && isFaithful(document, each.text, copied.value),
  );
  return after && 'text' in after
    ? { text: after.text, leftovers }
    : blocked('The result could not be verified. Nothing was changed.');
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Columns count from after the mark, which is not a part of the first line. */
function withByteOrderMark({ text, leftovers }: EditedDocument): EditedDocument {
  return {
    text: BYTE_ORDER_MARK + text,
    leftovers: leftovers.map((each) => ({ ...each, start: each.start + 1, end: each.end + 1 })),
  };
}

interface Attempt {
  readonly text: string;
  /** The value that the text must have. */
  readonly value: JsonValue;
  readonly leftovers: readonly Leftover[];
}

function attempt(
  document: ManifestDocument,
  root: Node,
  change: DraftChange,
  copiesAliases: boolean,
): Attempt | UnsupportedForm {
  const { text } = document;
  const draft = readDraft(text, root);
  if ('form' in draft) return draft;
  const style = styleOf(document, copiesAliases);
  const leftovers = change(draft.root, style);
  return { text: writeDraft(draft, style.eol, text.endsWith('\n')), value: draftValue(draft.root), leftovers };
}

/** Returns true if a text is parsed as the value, in the format of the document. */
function isFaithful(document: ManifestDocument, text: string, value: JsonValue): boolean {
  if (isJson(document) && !isJsonText(text)) return false;
  const { root, problems } = parseDocument(text);
  return problems.length === 0 && sameJson(nodeValue(root), value);
}

function blockedAt(start: number, message: string): Leftover {
  return { start, end: start, path: '', severity: 'blocked', message, choices: [] };
}

function styleOf(document: ManifestDocument, copiesAliases: boolean): DraftStyle {
  // In JSON on several lines, the first key shows the indentation.
  const step = /^\s*\{[^\S\n]*\n( +)/.exec(document.text)?.[1]?.length ?? indentStep(document);
  return { eol: eol(document), step, isJson: isJson(document), copiesAliases, dashOffset: dashOffsetOf(document) };
}

/** Returns the number of columns between the first list of a document and its key; two if there is no list. */
function dashOffsetOf(document: ManifestDocument): number {
  const visit = (node: Node, column: number): number | undefined => {
    if (node.kind === 'scalar' || node.flow || node.alias) return undefined;
    if (node.kind === 'sequence') return Math.max(0, columnOf(document, node.span.start) - column);
    for (const { key, value } of node.entries) {
      const found = visit(value, columnOf(document, key.span.start));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const { root } = document.parsed;
  return (root?.kind === 'map' ? visit(root, 0) : undefined) ?? 2;
}
