// Journeys of a user who writes manifests: a cluster by completion, and the variables of a template.

/** Returns a manifest as a clusterctl template. */
export function templateOf(manifest) {
  return manifest
    .replaceAll('test1', '${CLUSTER_NAME}')
    .replaceAll('namespace: metal3', 'namespace: ${NAMESPACE:=default}')
    .replaceAll('172.18.255.200', '${CONTROL_PLANE_ENDPOINT_HOST}')
    .replaceAll('port: 6443', 'port: ${CONTROL_PLANE_ENDPOINT_PORT:=6443}');
}

export async function useVariables(workbench) {
  await workbench.problemCounts(0, 0);
  await workbench.openList('Kamaji Metal3: List Template Variables');
  await workbench.choices('CONTROL_PLANE_ENDPOINT_HOST').filter({ hasText: 'no default' }).waitFor();
  await workbench.choices('NAMESPACE').filter({ hasText: 'default: default' }).waitFor();
  await workbench.picture('variables');
  await workbench.type('ENDPOINT_PORT');
  await workbench.choices('CONTROL_PLANE_ENDPOINT_HOST').waitFor({ state: 'detached' });
  await workbench.press('Enter');
  await workbench.listIsClosed();
  await workbench.lineInSight('port: ${CONTROL_PLANE_ENDPOINT_PORT:=6443}');

  await workbench.gotoLineOf('version: v1.27.1');
  await workbench.press('End');
  for (const _ of 'v1.27.1') await workbench.press('Backspace');
  await workbench.type('${');
  await workbench.suggestions('CONTROL_PLANE_ENDPOINT_HOST').first().waitFor();
  await workbench.picture('variable-offered');
  await workbench.press('Escape');
  await workbench.type('KUBERNETES_VERSION:=v1.27.1');
  await workbench.saved(['version: ${KUBERNETES_VERSION:=v1.27.1}']);

  await workbench.gotoLineOf('namePrefix: ${CLUSTER_NAME}-prov');
  await workbench.press('End');
  for (const _ of 'NAME}-prov') await workbench.press('ArrowLeft');
  await workbench.run('Show or Focus Hover');
  await workbench.hover('CLUSTER_NAME').waitFor();
  await workbench.picture('variable-explained');
  await workbench.press('Escape');
  await workbench.press('F2');
  await workbench.rename('CLUSTER');
  await workbench.saved(['name: ${CLUSTER}-workers', 'clusterName: ${CLUSTER}']);
  if (workbench.textOnDisk().includes('CLUSTER_NAME')) throw new Error('Some uses of the variable kept its name.');
  await workbench.problemCounts(0, 0);
}

export async function writeCluster(workbench) {
  await workbench.press('Control+B');
  await workbench.suggest();
  await workbench.picture('write-begin');
  await workbench.take('Cluster', 'Cluster');
  await workbench.type('edge-1');
  await workbench.press('Tab');
  await workbench.type('metal3');
  await workbench.picture('write-names');

  // After the last line of an object, the objects that it refers to are first. They insert the document marker.
  await workbench.press('Escape');
  await workbench.press('Control+End');
  await workbench.suggest();
  await workbench.feature('completion', [
    workbench.line(/^kind:.Cluster$/),
    workbench.line('cidrBlocks'),
    workbench.suggestions(),
  ]);
  await workbench.take('KamajiControlPlane');
  await workbench.type('3');
  for (let stop = 0; stop < 3; stop++) await workbench.press('Tab');
  await workbench.type('172.18.255.200');
  const rest = ['Metal3Cluster', 'MachineDeployment', 'KubeadmConfigTemplate', 'Metal3MachineTemplate'];
  for (const kind of [...rest, 'Metal3DataTemplate', 'IPPool', 'BareMetalHost']) {
    await beginDocument(workbench);
    await workbench.take(kind, kind);
  }
  await workbench.press('Escape');
  await workbench.saved(['kind: BareMetalHost']);

  await workbench.gotoLineOf('serviceType: LoadBalancer');
  await workbench.press('End');
  await workbench.press('Enter');
  await workbench.suggest();
  await workbench.picture('write-fields');
  await workbench.take('certSANs', 'cert');
  await workbench.type('api.edge-1.example.com');
  await workbench.saved(['certSANs:\n      - api.edge-1.example.com\n']);

  await workbench.gotoLineOf('host: 172.18.255.200');
  await workbench.press('End');
  await workbench.press('Shift+Home');
  await workbench.type('host: ');
  await workbench.suggest();
  await workbench.feature('value', [workbench.line(/^kind:.Metal3Cluster$/), workbench.suggestions()]);
  await workbench.take('172.18.255.200');
  await workbench.press('Control+Shift+M');
  // One host is enough for the cluster, but not for a rolling update.
  await workbench.problemCounts(0, 0, 1);
  await workbench.picture('write-whole');
}

/** Leaves the current snippet, and begins another one at the end. */
async function beginDocument(workbench) {
  await workbench.press('Escape');
  await workbench.press('Control+End');
  await workbench.type('---\n');
}
