import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type Finding,
  type Fix,
  type ManifestFile,
  type Place,
  positionIn,
  type Severity,
  type Span,
  type Tag,
  wholeOf,
} from '../core/index.ts';
import { keepJson } from './kept-json.ts';
import { SOURCE } from './protocol.ts';

/** What is needed to tell the client about places: the files as they are now, and how it knows them. */
export interface Places {
  file(uri: string): ManifestFile | undefined;
  /** The version the client gave to the text it has open; null where it has none. */
  version(uri: string): number | null;
  /** The URI in the client's own spelling. */
  clientUri(uri: string): string;
  /** Whether the client takes edits that say for which version of a text they are. */
  readonly editsVersions: boolean;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Tag, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/** What was last told of a finding, and the lines at which its documents began then: most edits move none of them. */
const told = new WeakMap<Finding, { readonly starts: readonly number[]; readonly diagnostic: Diagnostic }>();

/** The same object for as long as nothing moves. */
export function diagnosticOf(finding: Finding, places: Places): Diagnostic | undefined {
  const known = told.get(finding);
  if (known && isThere(finding, known.starts, places)) return known.diagnostic;
  const range = rangeOf(finding.place, places);
  if (!range) return undefined;
  const related = finding.related.flatMap(({ place, message }) => {
    const at = rangeOf(place, places);
    return at ? [{ location: { uri: places.clientUri(place.uri), range: at }, message }] : [];
  });
  const diagnostic: Diagnostic = {
    range,
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
    ...(finding.tags.length > 0 ? { tags: finding.tags.map((tag) => TAGS[tag]) } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
  const starts = [finding.place, ...finding.related.map(({ place }) => place)].map((place) => startLine(place, places));
  told.set(finding, { starts, diagnostic: keepJson(diagnostic) });
  return diagnostic;
}

function isThere({ place, related }: Finding, starts: readonly number[], places: Places): boolean {
  if (startLine(place, places) !== starts[0] || starts[0] === NOWHERE) return false;
  return related.every((each, at) => startLine(each.place, places) === starts[at + 1]);
}

const NOWHERE = -1;

/** Where the document of a place begins in its file. */
function startLine({ uri, document }: Place, places: Places): number {
  const file = places.file(uri);
  const index = file ? indexIn(file, document) : undefined;
  return file && index !== undefined ? (file.lines[index] ?? NOWHERE) : NOWHERE;
}

/** Undefined where the document is no longer part of its file. */
export function rangeOf({ uri, document, span }: Place, places: Places): Range | undefined {
  const file = places.file(uri);
  const index = file ? indexIn(file, document) : undefined;
  return file && index !== undefined ? rangeIn(file, index, span) : undefined;
}

export function rangeIn(file: ManifestFile, index: number, { start, end }: Span): Range {
  return { start: positionIn(file, index, start), end: positionIn(file, index, end) };
}

/** Where each document of a file stands; computed once for each state of the file. */
const indexes = new WeakMap<ManifestFile, ReadonlyMap<Place['document'], number>>();

function indexIn(file: ManifestFile, document: Place['document']): number | undefined {
  let index = indexes.get(file);
  if (!index) {
    index = new Map(file.documents.map((each, position) => [each, position]));
    indexes.set(file, index);
  }
  return index.get(wholeOf(document));
}

/**
 * One edit over all files it concerns, each bound to the version it was computed for; the texts alone for a client that
 * does not announce that it knows of versions in edits.
 */
export function workspaceEdit(edits: readonly Fix['edits'][number][], places: Places): WorkspaceEdit | undefined {
  const byUri = new Map<string, TextEdit[]>();
  for (const { uri, document, change } of edits) {
    const range = rangeOf({ uri, document, span: change.span }, places);
    if (!range) return undefined;
    const list = byUri.get(uri) ?? [];
    list.push({ range, newText: change.newText });
    byUri.set(uri, list);
  }
  if (!places.editsVersions)
    return { changes: Object.fromEntries([...byUri].map(([uri, list]) => [places.clientUri(uri), list])) };
  return {
    documentChanges: [...byUri].map(
      ([uri, list]): TextDocumentEdit => ({
        textDocument: { uri: places.clientUri(uri), version: places.version(uri) },
        edits: list,
      }),
    ),
  };
}
