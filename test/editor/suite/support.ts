import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Opens the manifest of the workspace in an editor before a suite's first test, and restores it after each test. */
export function openCluster(): { readonly document: vscode.TextDocument; readonly text: string } {
  const cluster = {} as { document: vscode.TextDocument; text: string };
  suiteSetup(async () => {
    cluster.document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'cluster.yaml'));
    await vscode.window.showTextDocument(cluster.document);
    cluster.text ??= cluster.document.getText();
    await vscode.extensions.getExtension('kamaji-metal3.kamaji-metal3')?.activate();
  });
  teardown(async () => {
    const { fsPath } = folder();
    for (const name of readdirSync(fsPath))
      if (name.endsWith('.yaml') && name !== 'cluster.yaml') rmSync(join(fsPath, name));
    await replace(cluster.document, cluster.document.getText(), cluster.text);
    await until('an editor without findings', () =>
      vscode.languages.getDiagnostics().every(([, all]) => all.length === 0),
    );
  });
  return cluster;
}

/** Repeats a function until it returns a value. Editor state changes asynchronously and without events. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + 45_000; ; ) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Timed out waiting for ${what}; ${describeAll()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'kamaji-metal3');
}

/** Returns the id of the rule that reported a diagnostic. Every diagnostic links to the rule's page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  assert.ok(typeof code === 'object', 'the diagnostic has a link');
  return String(code.value);
}

function describeAll(): string {
  const all = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, list]) => list.map((each) => `${uri.path} ${each.message}`));
  return `there is: ${all.join(' | ') || 'nothing'}`;
}

export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'a folder is open');
  return first.uri;
}

export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the document holds ${text}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + text.length)),
    by,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Returns the quick fixes at a range; none while VS Code cancels the request, so that a caller can ask again. */
export async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return codeActions(uri, range, vscode.CodeActionKind.QuickFix);
}

/**
 * Returns the code actions of a kind at a range. VS Code cancels a request when the document or the registered
 * providers change, for example while another extension activates, and the light bulb then asks again.
 */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  try {
    return await vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind.value);
  } catch (error) {
    if (error instanceof Error && error.message.includes('Canceled')) return [];
    throw error;
  }
}
