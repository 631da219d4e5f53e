import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type Route, route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { normalUri } from '../uris.ts';

export const PULL_DIAGNOSTICS = {
  diagnosticProvider: { identifier: 'kamaji-metal3', interFileDependencies: true, workspaceDiagnostics: true },
};

/** For clients that request diagnostics (LSP 3.17). The result id of a report is the revision of the file's findings. */
export const DIAGNOSTIC_ROUTES: readonly Route[] = [
  route(DocumentDiagnosticRequest.type, 'findings', documentDiagnostics),
  route(WorkspaceDiagnosticRequest.type, 'all-findings', workspaceDiagnostics),
];

function documentDiagnostics(
  snapshot: Snapshot,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const uri = normalUri(textDocument.uri);
  const resultId = resultIdOf(uri, snapshot);
  if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: snapshot.diagnosticsIn(uri) };
}

function workspaceDiagnostics(
  snapshot: Snapshot,
  { previousResultIds }: WorkspaceDiagnosticParams,
): WorkspaceDiagnosticReport {
  const known = new Map(previousResultIds.map(({ uri, value }) => [normalUri(uri), value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of new Set([...snapshot.workspace.files.keys(), ...known.keys()])) {
    const resultId = resultIdOf(uri, snapshot);
    const head = { uri: snapshot.clientUri(uri), version: snapshot.version(uri), resultId };
    if (known.get(uri) === resultId) {
      items.push({ ...head, kind: DocumentDiagnosticReportKind.Unchanged });
      continue;
    }
    const diagnostics = snapshot.diagnosticsIn(uri);
    // A file without findings is only reported if the client still shows some.
    if (diagnostics.length > 0 || known.has(uri))
      items.push({ ...head, kind: DocumentDiagnosticReportKind.Full, items: diagnostics });
  }
  return { items };
}

function resultIdOf(uri: string, snapshot: Snapshot): string {
  return String(snapshot.revision(uri));
}
