import type { AnnotatedTextEdit, ChangeAnnotation, WorkspaceEdit } from 'vscode-languageserver';
import { FIX_WORKSPACE, type FixWorkspaceResult } from '../../../../protocol/index.ts';
import type { SelectedFix } from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { rangeOf, workspaceEdit } from '../to-lsp.ts';
import { unambiguousFixes } from '../unambiguous-fixes.ts';

/** The unambiguous fixes of the complete workspace, for clients that show changes before they are applied. */
export const FIX_WORKSPACE_ROUTES: readonly Route[] = [ownRoute(FIX_WORKSPACE, 'all-findings', fixWorkspace)];

function fixWorkspace(snapshot: Snapshot): FixWorkspaceResult {
  const findings = [...snapshot.workspace.files.keys()].flatMap((uri) => snapshot.findingsIn(uri));
  const { fixes, obstacles } = unambiguousFixes(findings, snapshot);
  const unfixed = [...obstacles].map(([uri, reason]) => ({ uri: snapshot.clientUri(uri), reason }));
  const edit =
    fixes.length === 0
      ? undefined
      : snapshot.client.annotatesChanges
        ? annotatedEdit(fixes, snapshot)
        : workspaceEdit(
            fixes.flatMap(({ fix }) => fix.edits),
            snapshot,
          );
  return edit ? { edit, fixed: fixes.length, unfixed } : { edit: null, fixed: 0, unfixed };
}

/** Groups the changes by rule. The user confirms each group. */
function annotatedEdit(fixes: readonly SelectedFix[], snapshot: Snapshot): WorkspaceEdit | undefined {
  const summaries = new Map(snapshot.workspace.rules.map(({ id, summary }) => [id, summary]));
  const annotations: Record<string, ChangeAnnotation> = {};
  const byUri = new Map<string, AnnotatedTextEdit[]>();
  for (const { finding, fix } of fixes) {
    const label = `Fix ${finding.rule}`;
    const description = summaries.get(finding.rule);
    annotations[label] = { label, needsConfirmation: true, ...(description === undefined ? {} : { description }) };
    for (const { uri, document, change } of fix.edits) {
      const range = rangeOf({ uri, document, span: change.span }, snapshot);
      if (!range) return undefined;
      const edits = byUri.get(uri) ?? [];
      edits.push({ range, newText: change.newText, annotationId: label });
      byUri.set(uri, edits);
    }
  }
  return {
    documentChanges: [...byUri].map(([uri, edits]) => ({
      textDocument: { uri: snapshot.clientUri(uri), version: snapshot.version(uri) },
      edits,
    })),
    changeAnnotations: annotations,
  };
}
