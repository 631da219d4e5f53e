// Journeys of a person who fixes the problems of a workspace.
import { example } from './editor.mjs';

/** A manifest with problems of several rules that have one clear fix. */
export function withWrongType(manifest) {
  return manifest.replace('  replicas: 1\n', '  replicas: "1"\n');
}

export async function fixWorkspace(workbench) {
  await workbench.problemCounts(6, 1);
  await workbench.gotoLineOf('kind: MachineDeployment');
  await workbench.openList('Kamaji Metal3: Fix All Problems in Workspace');
  await workbench.refactoring('cluster.yaml').first().waitFor();
  await workbench.picture('fix-preview');
  await workbench.selectRefactoring('cluster.yaml');
  await workbench.refactoring('Fix missing-reference-target').waitFor();
  await workbench.refactoring('Fix wrong-type').waitFor();
  await workbench.showDifference('edge-1-workers');
  await workbench.picture('fix-difference');
  await workbench.applyRefactoring();
  await workbench.refactoring('cluster.yaml').first().waitFor({ state: 'detached' });
  await workbench.saved(['replicas: 1\n', 'name: edge-1-workers\n---']);
  // Only the user knows which of two addresses, ports or pools is right.
  await workbench.problemCounts(4, 1);
}

/** A folder with a base and an overlay appears in the workspace. The overlay names a missing file, then breaks the build. */
export async function followOverlay(workbench) {
  await workbench.press('Control+Shift+M');
  const kustomization = (...patches) =>
    `resources:\n  - ../base\npatches:\n${patches.map((name) => `  - path: ${name}\n`).join('')}`;
  const port = {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: 'test1', namespace: 'metal3' },
    spec: { clusterNetwork: { apiServerPort: 7443 } },
  };
  workbench.create({
    'base/kustomization.yaml': 'resources: [cluster.yaml]\n',
    'base/cluster.yaml': example('correct'),
    'overlay/kustomization.yaml': kustomization('port.yaml', 'prot.yaml'),
    'overlay/port.yaml': `${JSON.stringify(port, undefined, 2)}\n`,
  });
  await workbench.problems('File "prot.yaml" does not exist').waitFor();
  await workbench.picture('overlay-missing-file');
  workbench.create({ 'overlay/kustomization.yaml': kustomization('port.yaml') });
  await workbench.problems('Applies to the build overlay').waitFor();
  await workbench.problemCounts(1, 0);
  await workbench.picture('overlay-mismatch');
}
