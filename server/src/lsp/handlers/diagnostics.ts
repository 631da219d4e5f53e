import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { normalUri, type Session } from '../session.ts';
import { diagnosticOf } from '../to-lsp.ts';

export function diagnosticsOf(uri: string, session: Session): Diagnostic[] {
  return session.findingsIn(uri).flatMap((finding) => diagnosticOf(finding, session) ?? []);
}

/** For clients that ask (LSP 3.17): a report names the revision it shows, and says no more where that still stands. */
export function registerPullDiagnostics(connection: Connection, session: Session): void {
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    await session.configured;
    const uri = normalUri(textDocument.uri);
    session.settle(uri);
    const resultId = resultIdOf(uri, session);
    if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(uri, session) };
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
    await session.configured;
    await session.settleAll();
    const known = new Map(previousResultIds.map(({ uri, value }) => [normalUri(uri), value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    // Files without findings are told only where the client still shows some.
    for (const uri of new Set([...session.workspace.files.keys(), ...known.keys()])) {
      const resultId = resultIdOf(uri, session);
      const head = { uri: session.clientUri(uri), version: session.version(uri), resultId };
      if (known.get(uri) === resultId) {
        items.push({ ...head, kind: DocumentDiagnosticReportKind.Unchanged });
        continue;
      }
      const diagnostics = diagnosticsOf(uri, session);
      if (diagnostics.length > 0 || known.has(uri))
        items.push({ ...head, kind: DocumentDiagnosticReportKind.Full, items: diagnostics });
    }
    return { items };
  });
}

function resultIdOf(uri: string, session: Session): string {
  return String(session.revision(uri));
}

/** For clients that do not ask: every file whose findings changed, with the version they were found in. */
export function pushDiagnostics(
  connection: Connection,
  session: Session,
  changed: ReadonlySet<string>,
  shown: Set<string>,
): void {
  for (const uri of changed) {
    const diagnostics = diagnosticsOf(uri, session);
    // A file that never showed anything needs no empty list, unless somebody looks at it.
    if (diagnostics.length === 0 && !shown.has(uri) && !session.isOpen(uri)) continue;
    if (diagnostics.length > 0) shown.add(uri);
    else shown.delete(uri);
    const version = session.version(uri);
    void connection.sendDiagnostics({
      uri: session.clientUri(uri),
      diagnostics,
      ...(version === null ? {} : { version }),
    });
  }
}
