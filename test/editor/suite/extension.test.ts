import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Asks until there is an answer; a real editor takes its time, and says nothing when it is done. */
async function until<T>(what: string, ask: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 45_000; ; ) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`In vain waited for ${what}; ${describeAll()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'kamaji-metal3');
}

function describeAll(): string {
  const all = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, list]) => list.map((each) => `${uri.path} ${each.message}`));
  return `there is: ${all.join(' | ') || 'nothing'}`;
}

function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'a folder is open');
  return first.uri;
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
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

async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

suite('Kamaji Metal³ in a real extension host', () => {
  let document: vscode.TextDocument;
  let whole: string;

  suiteSetup(async () => {
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'cluster.yaml'));
    await vscode.window.showTextDocument(document);
    whole = document.getText();
    await vscode.extensions.getExtension('kamaji-metal3.kamaji-metal3')?.activate();
  });

  teardown(async () => {
    await replace(document, document.getText(), whole);
    await until('an editor without findings', () => ours(document.uri).length === 0);
  });

  test('is the packaged extension, and active', () => {
    assert.equal(vscode.extensions.getExtension('kamaji-metal3.kamaji-metal3')?.isActive, true);
  });

  test('finds nothing in the founding manifest', async () => {
    // A finding elsewhere shows that the silence is an answer.
    await replace(document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    await until('findings', () => ours(document.uri).length > 0);
    await replace(document, 'serviceAddress: 172.18.255.201', 'serviceAddress: 172.18.255.200');
    await until('no findings', () => ours(document.uri).length === 0);
  });

  test('underlines a wrong address on both sides, each with the other', async () => {
    await replace(document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    const findings = await until('two findings', () => ours(document.uri).length === 2 && ours(document.uri));
    assert.deepEqual(findings.map(({ range }) => document.getText(range)).sort(), ['172.18.255.200', '172.18.255.201']);
    for (const { code, severity, relatedInformation } of findings) {
      assert.equal(code, 'endpoint-host-mismatch');
      assert.equal(severity, vscode.DiagnosticSeverity.Error);
      assert.equal(relatedInformation?.length, 1);
    }
  });

  test('mends the other document with one click', async () => {
    await replace(document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    const at = await until('the finding', () => {
      return ours(document.uri).find(({ range }) => document.getText(range) === '172.18.255.201');
    });
    const fixes = await until('fixes', async () => {
      const found = await quickFixes(document.uri, at.range);
      return found.length >= 2 && found;
    });
    const fix = fixes.find(({ title }) => title === 'Set host of Metal3Cluster "test1" to 172.18.255.201');
    assert.ok(fix?.edit, fixes.map(({ title }) => title).join('; '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('no findings', () => ours(document.uri).length === 0);
    const expected = whole.replaceAll(/(host|serviceAddress): 172\.18\.255\.200/g, '$1: 172.18.255.201');
    assert.equal(document.getText(), expected);
  });

  test('fixes on request all that has one certain fix', async () => {
    await replace(
      document,
      'kind: Metal3MachineTemplate\n        name: test1-workers',
      'kind: Metal3MachineTemplate\n        name: test1-worker',
    );
    await until('the finding', () => ours(document.uri).length === 1);
    const range = new vscode.Range(0, 0, 0, 0);
    const [action] = await until('the action', async () => {
      const found: vscode.CodeAction[] = await vscode.commands.executeCommand(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.SourceFixAll.value,
      );
      return found.length > 0 && found;
    });
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(document.getText(), whole);
  });

  test('follows files that others write', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'more.yaml');
    await replace(document, 'ipAddressFromIPPool: externalv4-pool', 'ipAddressFromIPPool: storage');
    await until('the finding', () => ours(document.uri).length === 1);
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: storage, namespace: metal3}\n';
    writeFileSync(uri.fsPath, pool);
    await until('no finding', () => ours(document.uri).length === 0);
    rmSync(uri.fsPath);
    await until('the finding again', () => ours(document.uri).length === 1);
  });

  test('reports what is wrong in files that nobody has open', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'closed.yaml');
    writeFileSync(
      uri.fsPath,
      whole.replaceAll('test1', 'closed').replace('serviceAddress: 172.18.255.200', 'serviceAddress: 10.0.0.1'),
    );
    await until('findings in it', () => ours(uri).length === 2);
    rmSync(uri.fsPath);
    await until('no findings in it', () => ours(uri).length === 0);
  });

  test('obeys the severity that the user gives to a rule', async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    await replace(document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    await until('errors', () =>
      ours(document.uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    await settings.update('rules', { 'endpoint-host-mismatch': 'info' }, vscode.ConfigurationTarget.Workspace);
    await until('hints', () =>
      ours(document.uri).every(({ severity }) => severity === vscode.DiagnosticSeverity.Information),
    );
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await until('errors again', () =>
      ours(document.uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
  });

  test('comes back after a restart of its server', async () => {
    await vscode.commands.executeCommand('kamajiMetal3.restartServer');
    await replace(document, 'port: 6443\n  noCloud', 'port: 6444\n  noCloud');
    const [finding] = await until('a finding', () => ours(document.uri).length === 2 && ours(document.uri));
    assert.equal(finding?.code, 'endpoint-port-mismatch');
  });
});
