import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folder, openCluster, ours, replace, ruleOf, until } from './support.ts';

suite('The settings of Kamaji Metal3', () => {
  const cluster = openCluster();

  teardown(async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    for (const name of ['rules', 'targets', 'yamlSyntaxErrors'])
      await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('use the severity of a rule', async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    await replace(cluster.document, 'serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.201');
    const both = (wanted: vscode.DiagnosticSeverity) =>
      ours(cluster.document.uri).filter(({ severity }) => severity === wanted).length === 2;
    await until('errors', () => both(vscode.DiagnosticSeverity.Error));
    await settings.update('rules', { 'endpoint-host-mismatch': 'info' }, vscode.ConfigurationTarget.Workspace);
    await until('information', () => both(vscode.DiagnosticSeverity.Information));
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await until('errors again', () => both(vscode.DiagnosticSeverity.Error));
  });

  test('control whether syntax errors are reported', async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    await replace(cluster.document, 'cloudProviderEnabled: false', 'cloudProviderEnabled: [false');
    const unreadable = () => ours(cluster.document.uri).some((each) => ruleOf(each) === 'yaml-syntax-error');
    await until('it', unreadable);
    await settings.update('yamlSyntaxErrors', 'off', vscode.ConfigurationTarget.Workspace);
    await until('silence', () => !unreadable());
    await settings.update('yamlSyntaxErrors', undefined, vscode.ConfigurationTarget.Workspace);
    await until('it again', unreadable);
  });

  test('set the target release, in the settings or the configuration file', async () => {
    const uri = cluster.document.uri;
    const provider = 'cluster-api-provider-metal3';
    await replace(
      cluster.document,
      '        apiGroup: ipam.metal3.io\n        kind: IPPool\n    prefixes',
      '        kind: IPPool\n    prefixes',
    );
    const found = () => ours(uri).map((each) => `${vscode.DiagnosticSeverity[each.severity]} ${ruleOf(each)}`);
    await until('a warning', () => found().includes('Warning required-field'));
    await vscode.commands.executeCommand('kamajiMetal3.selectTargets', provider, 'v1.12');
    await until('silence', () => found().length === 0);
    const settings = () => vscode.workspace.getConfiguration('kamajiMetal3').get('targets');
    assert.deepEqual(settings(), { [provider]: 'v1.12' });
    await vscode.commands.executeCommand('kamajiMetal3.selectTargets', provider, 'auto');
    await until('a warning again', () => found().includes('Warning required-field'));
    const file = vscode.Uri.joinPath(folder(), '.kamaji-metal3.yaml');
    await vscode.workspace.fs.writeFile(file, Buffer.from('targets:\n  capm3: v1.12 # ours\n'));
    await until('silence by the file', () => found().length === 0);
    await vscode.commands.executeCommand('kamajiMetal3.selectTargets', provider, 'v1.13');
    await until('an error', () => found().includes('Error required-field'));
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(file)).toString(), 'targets:\n  capm3: v1.13 # ours\n');
    // VS Code keeps the document open for some time.
    await vscode.workspace.fs.delete(file);
    await until('a warning without the file', () => found().includes('Warning required-field'));
  });
});
