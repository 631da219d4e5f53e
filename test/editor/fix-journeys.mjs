// Journeys of a person who fixes the problems of a workspace.

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
