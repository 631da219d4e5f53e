import type { AnnotatedTextEdit, ChangeAnnotation, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { type MigratedFile, type MigrationEdit, migrationEdits, positionAt } from '../core/index.ts';
import type { Snapshot } from './session/snapshot.ts';

/**
 * Returns the edit that a migration makes; undefined if it changes nothing. If the client supports it, the changes are
 * grouped by API version, with a group for each decision, and the author confirms each group.
 */
export function migrationEdit(files: readonly MigratedFile[], snapshot: Snapshot): WorkspaceEdit | undefined {
  const changed = files.filter(({ before, after }) => before !== after);
  if (changed.length === 0) return undefined;
  const { editsVersions, annotatesChanges } = snapshot.client;
  const annotations: Record<string, ChangeAnnotation> = {};
  const edits = changed.map((file) => ({
    uri: file.uri,
    edits: migrationEdits(file).map((edit): TextEdit | AnnotatedTextEdit => {
      const plain = textEdit(edit, file.uri, snapshot);
      if (!annotatesChanges) return plain;
      const annotation = annotationOf(edit);
      annotations[annotation.label] = annotation;
      return { ...plain, annotationId: annotation.label };
    }),
  }));
  if (!editsVersions)
    return { changes: Object.fromEntries(edits.map((each) => [snapshot.clientUri(each.uri), each.edits])) };
  return {
    documentChanges: edits.map((each) => ({
      textDocument: { uri: snapshot.clientUri(each.uri), version: snapshot.version(each.uri) },
      edits: each.edits,
    })),
    ...(annotatesChanges ? { changeAnnotations: annotations } : {}),
  };
}

function textEdit({ span, newText }: MigrationEdit, uri: string, snapshot: Snapshot): TextEdit {
  const file = snapshot.file(uri);
  const at = (offset: number) => (file ? positionAt(file, offset) : { line: 0, character: 0 });
  return { range: { start: at(span.start), end: at(span.end) }, newText };
}

function annotationOf({ object, leftover }: MigrationEdit): ChangeAnnotation {
  const needsConfirmation = true;
  if (leftover) return { label: `Check ${leftover.path}`, description: leftover.message, needsConfirmation };
  if (object) return { label: `Migrate to ${object.to}`, needsConfirmation };
  return { label: 'Update patches and references', needsConfirmation };
}
