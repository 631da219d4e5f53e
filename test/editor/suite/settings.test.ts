import * as vscode from 'vscode';
import { openCluster, ours, replace, until } from './support.ts';

suite('The settings of Kamaji Metal³', () => {
  const cluster = openCluster();

  teardown(async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    for (const name of ['rules', 'yamlSyntaxErrors'])
      await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('obeys the severity that the user gives to a rule', async () => {
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

  test('reports what is not YAML, unless the user wants that not', async () => {
    const settings = vscode.workspace.getConfiguration('kamajiMetal3');
    await replace(cluster.document, 'noCloudProvider: true', 'noCloudProvider: [true');
    const unreadable = () => ours(cluster.document.uri).some(({ code }) => code === 'unreadable-yaml');
    await until('it', unreadable);
    await settings.update('yamlSyntaxErrors', 'off', vscode.ConfigurationTarget.Workspace);
    await until('silence', () => !unreadable());
    await settings.update('yamlSyntaxErrors', undefined, vscode.ConfigurationTarget.Workspace);
    await until('it again', unreadable);
  });
});
