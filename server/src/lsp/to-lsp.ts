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

export function diagnosticOf(finding: Finding, places: Places): Diagnostic | undefined {
  const range = rangeOf(finding.place, places);
  if (!range) return undefined;
  return {
    range,
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
    ...(finding.tags.length > 0 ? { tags: finding.tags.map((tag) => TAGS[tag]) } : {}),
    relatedInformation: finding.related.flatMap(({ place, message }) => {
      const related = rangeOf(place, places);
      return related ? [{ location: { uri: places.clientUri(place.uri), range: related }, message }] : [];
    }),
  };
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
