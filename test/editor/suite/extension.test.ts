import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { codeActions, folder, openCluster, ours, quickFixes, replace, ruleOf, until } from './support.ts';

suite('Kamaji Metal3 in a real extension host', () => {
  const cluster = openCluster();

  test('is the packaged extension, and active', () => {
    assert.equal(vscode.extensions.getExtension('kamaji-metal3.kamaji-metal3')?.isActive, true);
  });

  test('reports nothing in the founding manifest', async () => {
    // A finding elsewhere shows that the check has run.
    await replace(cluster.document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    await until('findings', () => ours(cluster.document.uri).length > 0);
    await replace(cluster.document, 'serviceAddress: 172.18.255.201', 'serviceAddress: 172.18.255.200');
    await until('no findings', () => ours(cluster.document.uri).length === 0);
  });

  test('reports a wrong address at both objects, with related information', async () => {
    await replace(cluster.document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    const findings = await until(
      'two findings',
      () => ours(cluster.document.uri).length === 2 && ours(cluster.document.uri),
    );
    assert.deepEqual(findings.map(({ range }) => cluster.document.getText(range)).sort(), [
      '172.18.255.200',
      '172.18.255.201',
    ]);
    for (const { code, severity, relatedInformation } of findings) {
      assert.ok(typeof code === 'object');
      assert.equal(code.value, 'endpoint-host-mismatch');
      const page = await vscode.workspace.openTextDocument(code.target);
      assert.equal(page.lineAt(0).text, '# endpoint-host-mismatch');
      assert.equal(page.languageId, 'markdown');
      assert.equal(severity, vscode.DiagnosticSeverity.Error);
      assert.equal(relatedInformation?.length, 1);
    }
  });

  test('fixes the other document with one click', async () => {
    await replace(cluster.document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    const at = await until('the finding', () => {
      return ours(cluster.document.uri).find(({ range }) => cluster.document.getText(range) === '172.18.255.201');
    });
    const fixes = await until('fixes', async () => {
      const found = await quickFixes(cluster.document.uri, at.range);
      return found.length >= 2 && found;
    });
    const fix = fixes.find(({ title }) => title === 'Change host of Metal3Cluster "test1" to 172.18.255.201');
    assert.ok(fix?.edit, fixes.map(({ title }) => title).join('; '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('no findings', () => ours(cluster.document.uri).length === 0);
    const expected = cluster.text.replaceAll(/(host|serviceAddress): 172\.18\.255\.200/g, '$1: 172.18.255.201');
    assert.equal(cluster.document.getText(), expected);
  });

  test('fixes a document in another file that is not open', async () => {
    const infrastructure = cluster.text.split('---\n').find((each) => /^kind: Metal3Cluster$/m.test(each)) ?? '';
    const uri = vscode.Uri.joinPath(folder(), 'infrastructure.yaml');
    writeFileSync(uri.fsPath, infrastructure);
    await replace(cluster.document, `${infrastructure}---\n`, '');
    await replace(cluster.document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    await until('a finding in each', () => ours(cluster.document.uri).length === 1 && ours(uri).length === 1);
    const [here] = ours(cluster.document.uri);
    assert.equal(here?.relatedInformation?.[0]?.location.uri.path, uri.path);
    const fix = await until('the fix', async () => {
      const found = await quickFixes(cluster.document.uri, here.range);
      return found.find(({ title }) => title === 'Change host of Metal3Cluster "test1" to 172.18.255.201');
    });
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await until('no findings', () => ours(cluster.document.uri).length === 0 && ours(uri).length === 0);
    const other = await vscode.workspace.openTextDocument(uri);
    assert.equal(other.getText(), infrastructure.replace('host: 172.18.255.200', 'host: 172.18.255.201'));
    await other.save();
    rmSync(uri.fsPath);
  });

  test('fixes all findings with a certain fix on request', async () => {
    await replace(
      cluster.document,
      'kind: Metal3MachineTemplate\n        name: test1-workers',
      'kind: Metal3MachineTemplate\n        name: test1-worker',
    );
    await until('the finding', () => ours(cluster.document.uri).length === 1);
    const range = new vscode.Range(0, 0, 0, 0);
    const [action] = await until('the action', async () => {
      const found = await codeActions(cluster.document.uri, range, vscode.CodeActionKind.SourceFixAll);
      return found.length > 0 && found;
    });
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(cluster.document.getText(), cluster.text);
  });

  test('follows changes on disk', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'more.yaml');
    await replace(cluster.document, 'ipAddressFromIPPool: externalv4-pool', 'ipAddressFromIPPool: storage');
    await until('the finding', () => ours(cluster.document.uri).length === 1);
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: storage, namespace: metal3}\n';
    writeFileSync(uri.fsPath, pool);
    await until('no finding', () => ours(cluster.document.uri).length === 0);
    rmSync(uri.fsPath);
    await until('the finding again', () => ours(cluster.document.uri).length === 1);
  });

  test('reports problems in files that are not open', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'closed.yaml');
    writeFileSync(
      uri.fsPath,
      cluster.text.replaceAll('test1', 'closed').replace('serviceAddress: 172.18.255.200', 'serviceAddress: 10.0.0.1'),
    );
    await until('findings in it', () => ours(uri).length === 2);
    rmSync(uri.fsPath);
    await until('no findings in it', () => ours(uri).length === 0);
  });

  test('works after a restart of its server', async () => {
    await vscode.commands.executeCommand('kamajiMetal3.restartServer');
    await replace(cluster.document, 'port: 6443\n  cloudProviderEnabled', 'port: 6444\n  cloudProviderEnabled');
    const [finding] = await until(
      'a finding',
      () => ours(cluster.document.uri).length === 2 && ours(cluster.document.uri),
    );
    assert.equal(finding && ruleOf(finding), 'endpoint-port-mismatch');
  });

  test('checks and fixes JSON manifests, and ignores other JSON', async () => {
    const spec = { namePrefix: 'a', prefx: 24 };
    const pool = { apiVersion: 'ipam.metal3.io/v1alpha1', kind: 'IPPool', metadata: { name: 'a' }, spec };
    const [manifest, other] = ['pool.json', 'package.json'].map((name) => vscode.Uri.joinPath(folder(), name));
    assert.ok(manifest && other);
    writeFileSync(manifest.fsPath, JSON.stringify(pool, undefined, 2));
    writeFileSync(other.fsPath, '{ "scripts": { "build": "echo ${HOME" } }\n');
    try {
      await vscode.window.showTextDocument(other);
      const document = await vscode.workspace.openTextDocument(manifest);
      await vscode.window.showTextDocument(document);
      const wrong = await until('the unknown field', () =>
        ours(manifest).find(({ range }) => document.getText(range) === '"prefx"'),
      );
      const fix = await until('the fix', async () => {
        return (await quickFixes(manifest, wrong.range)).find(({ title }) => title === 'Rename to prefix');
      });
      assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
      assert.equal(JSON.parse(document.getText()).spec.prefix, 24);
      await until('the fix', () => !ours(manifest).some((each) => ruleOf(each) === 'unknown-field'));
      assert.deepEqual(ours(other), []);
      await document.save();
    } finally {
      for (const { fsPath } of [manifest, other]) rmSync(fsPath);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  });
});
