// User journeys on the real workbench, for example: a wrong address, its findings, and the quick fix.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { example } from './editor.mjs';
import { openWorkbench } from './workbench.mjs';

/** The screenshots of the README. */
const PUBLISHED = [
  'quick-fix',
  'mistakes',
  'tree',
  'picture',
  'write-next',
  'write-fields',
  'write-agreement',
  'write-whole',
  'migrate',
];

const JOURNEYS = [
  {
    name: 'a wrong address is underlined, listed, and fixed in the other document',
    text: example('correct'),
    journey: fixAddress,
  },
  {
    name: 'the mistakes of the example workspace are listed, and the status shows the number of objects',
    text: example('mistakes'),
    journey: listMistakes,
  },
  {
    name: 'an empty file becomes a complete cluster with completion only',
    text: '',
    journey: writeCluster,
  },
  {
    name: 'the tree of the cluster shows problems and missing objects, opens and creates them, and follows edits',
    text: example('mistakes'),
    journey: useTree,
  },
  {
    name: 'the picture of the cluster shows conflicts and opens the objects',
    text: example('mistakes'),
    journey: usePicture,
  },
  {
    name: 'the variables of a template are offered, explained, listed and renamed',
    text: templateOf(example('correct')),
    journey: useVariables,
  },
  {
    name: 'a workspace is migrated to newer API versions through the refactor preview',
    text: example('correct'),
    journey: migrateWorkspace,
  },
  {
    name: "YAML syntax errors are left to Red Hat's extension if it is active",
    text: `${example('mistakes')}---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: [Cluster\n`,
    withRedHatYaml: true,
    journey: leaveYamlToRedHat,
  },
];

/** Takes a screenshot at each stage. `publish` writes those of the README to docs/images. */
export async function runJourneys({ publish, only }) {
  const folder = join(root, 'build/editor/pictures');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counts = { passed: 0, failed: 0 };
  for (const [index, { name, journey, ...options }] of JOURNEYS.entries()) {
    if (only && !name.includes(only)) continue;
    const picture = (stage) => {
      if (publish && PUBLISHED.includes(stage)) return join(root, 'docs/images', `${stage}.png`);
      return join(folder, `${index + 1}-${stage}.png`);
    };
    const attempt = () => openWorkbench({ ...options, picture }, journey);
    try {
      // On a busy machine, a browser can lose a key press or the focus, so a failed journey runs again.
      await attempt().catch((error) => {
        console.log(`  … ${name}: ${error.message}; retrying`);
        return attempt();
      });
      counts.passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      counts.failed++;
      console.log(`  ✖ ${name}: ${error.message}`);
    }
  }
  return counts;
}

async function fixAddress(workbench) {
  const before = workbench.textOnDisk();
  await workbench.gotoLineOf('host: 172.18.255.200');
  // The last digit of the address.
  await workbench.press('End');
  await workbench.press('Backspace');
  await workbench.type('1');
  await workbench.squiggles.waitFor();
  await workbench.press('Control+Shift+M');
  const rows = workbench.problems('endpoint-host-mismatch');
  await rows.nth(1).waitFor();
  await workbench.problemCounts(2, 0);
  await workbench.picture('problems');

  await workbench.gotoLineOf('serviceAddress: 172.18.255.200');
  // The two positions are too far apart for one screen, so this is the other one.
  await workbench.squiggles.waitFor();
  await workbench.picture('other-side');

  await workbench.gotoLineOf('host: 172.18.255.20');
  await workbench.press('End');
  await workbench.openQuickFixes();
  const fix = workbench.fixes.filter({
    hasText: /^Change serviceAddress of KamajiControlPlane .* to 172\.18\.255\.201$/,
  });
  await workbench.fixes.filter({ hasText: /^Change host of Metal3Cluster .* to 172\.18\.255\.200$/ }).waitFor();
  await fix.waitFor();
  await workbench.picture('quick-fix');
  await fix.click();
  await rows.first().waitFor({ state: 'detached' });
  await workbench.problemCounts(0, 0);
  await workbench.fileBecomes(before.replaceAll(/(host|serviceAddress): 172\.18\.255\.200/g, '$1: 172.18.255.201'));
  await workbench.gotoLineOf('serviceAddress: 172.18.255.201');
  await workbench.picture('fixed');
}

async function listMistakes(workbench) {
  await workbench.press('Control+Shift+M');
  await workbench.problems('missing-reference-target').first().waitFor();
  await workbench.problemCounts(5, 1);
  await workbench.picture('mistakes');
  await workbench.languageStatus('Indexed 9 objects in 1 file');
  await workbench.picture('status');
  await workbench.openRulePage('missing-reference-target');
  await workbench.previewHeading('missing-reference-target').waitFor();
  await workbench.picture('rule-page');
}

async function leaveYamlToRedHat(workbench) {
  await workbench.press('Control+Shift+M');
  // Nothing is reported as missing while a document is unreadable.
  await workbench.problemCounts(4, 0);
  // The findings appear after the setting changes, so they were not merely late.
  workbench.set('kamajiMetal3.yamlSyntaxErrors', 'on');
  await workbench.problems('yaml-syntax-error').first().waitFor();
  await workbench.problemCounts(5, 0);
  await workbench.picture('yaml-errors');
}

/** Returns a manifest as a clusterctl template. */
function templateOf(manifest) {
  return manifest
    .replaceAll('test1', '${CLUSTER_NAME}')
    .replaceAll('namespace: metal3', 'namespace: ${NAMESPACE:=default}')
    .replaceAll('172.18.255.200', '${CONTROL_PLANE_ENDPOINT_HOST}')
    .replaceAll('port: 6443', 'port: ${CONTROL_PLANE_ENDPOINT_PORT:=6443}');
}

async function useVariables(workbench) {
  await workbench.problemCounts(0, 0);
  await workbench.openList('Kamaji Metal³: List Template Variables');
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

async function migrateWorkspace(workbench) {
  await workbench.problemCounts(0, 0);
  await workbench.gotoLineOf('kind: MachineDeployment');
  await workbench.openList('Kamaji Metal3: Migrate Workspace to Newer API Versions');
  await workbench.choices('Cluster API v1beta2').waitFor();
  await workbench.choices('v1alpha2').filter({ hasText: 'Served by v0.20 and later' }).waitFor();
  await workbench.picture('migrate-versions');
  await workbench.press('Enter');
  await workbench.refactoring('cluster.yaml').first().waitFor();
  await workbench.picture('migrate-preview');
  await workbench.selectRefactoring('cluster.yaml');
  await workbench.refactoring('Migrate to bootstrap.cluster.x-k8s.io/v1beta2').waitFor();
  await workbench.showDifference('container-runtime-endpoint');
  await workbench.press('Control+B');
  await workbench.picture('migrate');
  await workbench.applyRefactoring();
  await workbench.refactoring('cluster.yaml').first().waitFor({ state: 'detached' });
  await workbench.saved(['apiVersion: cluster.x-k8s.io/v1beta2', 'kind: Cluster']);
  const text = workbench.textOnDisk();
  if (/^ *apiVersion: \S*cluster\.x-k8s\.io\/(v1beta1|v1alpha1)$/m.test(text))
    throw new Error('An object is not migrated.');
  // KamajiControlPlane v1alpha2 requires a release of Kamaji whose kubelet configuration the old workers reject.
  await workbench.problemCounts(0, 1);
}

async function useTree(workbench) {
  await workbench.run('Explorer: Focus on Cluster API View');
  await workbench.showClusters();
  await workbench.clusterLines('edge-1').first().waitFor();
  const missing = workbench.clusterLines('Metal3MachineTemplate ·').filter({ hasText: /edge-1-worker(?!s)/ });
  await missing.filter({ hasText: 'missing' }).waitFor();
  await workbench.picture('tree');
  await workbench.theme('Default Dark Modern');
  await workbench.picture('tree-dark');

  await workbench.clusterLines('ControlPlane').first().click();
  await workbench.lineInSight('name: edge-1-control-plane');
  await missing.hover();
  await missing.locator('.action-label[aria-label^="Create Missing Object"]').click();
  await missing.filter({ hasText: 'missing' }).waitFor({ state: 'detached' });
  await workbench.picture('tree-created');
}

async function usePicture(workbench) {
  await workbench.run('Show Cluster Diagram');
  const node = workbench.pictureNode('KamajiControlPlane edge-1');
  await node.waitFor();
  await workbench.pictureIsWhole();
  await workbench.press('Control+B');
  await workbench.pictureIsWhole();
  await workbench.picture('picture');
  await workbench.theme('Default Dark Modern');
  await workbench.picture('picture-dark');
  await workbench.theme('Default High Contrast', '.hc-black');
  await workbench.picture('picture-contrast');
  await node.click();
  await workbench.lineInSight('name: edge-1-control-plane');
}

async function writeCluster(workbench) {
  await workbench.press('Control+B');
  await workbench.suggest();
  await workbench.picture('write-begin');
  await workbench.take('Cluster', 'Cluster');
  await workbench.type('edge-1');
  await workbench.press('Tab');
  await workbench.type('metal3');
  await workbench.picture('write-names');

  // Objects that the Cluster refers to are offered first.
  await beginDocument(workbench);
  await workbench.suggest();
  for (let row = 0; row < 2; row++) await workbench.press('ArrowDown');
  await workbench.picture('write-next');
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
  await workbench.picture('write-agreement');
  await workbench.take('172.18.255.200');
  await workbench.press('Control+Shift+M');
  await workbench.problemCounts(0, 0);
  await workbench.picture('write-whole');
}

/** Leaves the current document unchanged, and starts another at the end. */
async function beginDocument(workbench) {
  await workbench.press('Escape');
  await workbench.press('Control+End');
  await workbench.type('---\n');
}
