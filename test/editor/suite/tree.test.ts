import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCluster, until } from './support.ts';

/** A line of the view, as VS Code passes it to the commands of the context menu. */
const CONTROL_PLANE = {
  item: {
    label: 'KamajiControlPlane/capi-quickstart-metal3',
    kind: 'KamajiControlPlane',
    name: 'capi-quickstart-metal3',
    group: 'controlplane.cluster.x-k8s.io',
    namespace: 'metal3',
    icon: 'circuit-board',
    state: 'present',
    messages: [],
  },
};

suite('The view of clusters', () => {
  const cluster = openCluster();

  test('copies the name and the kubectl command of an object', async () => {
    await vscode.commands.executeCommand('kamajiMetal3.copyName', CONTROL_PLANE);
    await until('the name', async () => (await vscode.env.clipboard.readText()) === CONTROL_PLANE.item.name);
    await vscode.commands.executeCommand('kamajiMetal3.copyKubectl', CONTROL_PLANE);
    const command =
      'kubectl describe kamajicontrolplane.controlplane.cluster.x-k8s.io/capi-quickstart-metal3 --namespace metal3';
    await until('the command', async () => (await vscode.env.clipboard.readText()) === command);
  });

  test('goes to an object, and refreshes', async () => {
    const uri = cluster.document.uri.toString();
    const name = 'name: capi-quickstart-metal3';
    const { line, character } = cluster.document.positionAt(cluster.text.indexOf(name) + 'name: '.length);
    const start = { line, character };
    const item = { ...CONTROL_PLANE.item, location: { uri, range: { start, end: start } } };
    await vscode.commands.executeCommand('kamajiMetal3.goToObject', { item });
    await until('the cursor', () => vscode.window.activeTextEditor?.selection.active.line === line);
    await vscode.commands.executeCommand('kamajiMetal3.refreshTree');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri);
  });
});
