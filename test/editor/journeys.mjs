// Journeys of a user in the workbench, with screenshots.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { example } from './editor.mjs';
import { beginWithNothing, followWalkthrough, seeClusters, seeExtensionPage } from './first-contact-journeys.mjs';
import { fixWorkspace, followOverlay, withWrongType } from './fix-journeys.mjs';
import { openWorkbench } from './workbench.mjs';
import { templateOf, useVariables, writeCluster } from './writing-journeys.mjs';

/** The pictures of the README and of the extension page. */
const PUBLISHED = ['quick-fix', 'problems', 'completion', 'value', 'tree', 'diagram'];

/** Pictures of the complete window, which have the resolution of the screen. */
const COMPLETE = ['migrate'];

const JOURNEYS = [
  {
    name: 'a wrong address is underlined, listed, and fixed in the other document',
    text: example('correct'),
    journey: fixAddress,
  },
  {
    name: 'the mistakes of the example workspace are listed, and the status shows what was read',
    text: example('mistakes'),
    width: 1000,
    journey: listMistakes,
  },
  {
    name: 'an empty file becomes a complete cluster by completion',
    text: '',
    journey: writeCluster,
  },
  {
    name: 'the tree of the cluster shows what is wrong and missing, leads there, creates it, and follows the typing',
    text: example('mistakes'),
    journey: walkTree,
  },
  {
    name: 'the diagram of the cluster shows mismatches, and leads there',
    text: example('mistakes'),
    journey: lookAtPicture,
  },
  {
    name: 'the view shows the clusters of a workspace before a file is opened',
    text: example('mistakes'),
    opensFile: false,
    journey: seeClusters,
  },
  {
    name: 'the view without clusters and the walkthrough lead to a first cluster',
    text: 'a: 1\n',
    journey: beginWithNothing,
  },
  {
    name: 'the variables of a template are offered, explained, listed and renamed',
    text: templateOf(example('correct')),
    journey: useVariables,
  },
  {
    name: 'all problems with one clear fix are fixed through the refactor preview',
    text: withWrongType(example('mistakes')),
    journey: fixWorkspace,
  },
  {
    name: 'a workspace is migrated to newer API versions through the refactor preview',
    text: example('correct'),
    scale: 1,
    journey: migrateWorkspace,
  },
  {
    name: 'what an overlay makes of its base is reported, and a file that it lacks',
    text: 'a: 1\n',
    journey: followOverlay,
  },
  {
    name: 'the page of the extension shows its pictures',
    text: 'a: 1\n',
    journey: seeExtensionPage,
  },
  {
    name: 'the walkthrough has one button for each step, also without a cluster',
    text: 'a: 1\n',
    journey: followWalkthrough,
  },
  {
    name: "YAML's own errors are left to Red Hat's extension where that is",
    text: `${example('mistakes')}---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: [Cluster\n`,
    hasRedHatYaml: true,
    journey: leaveYamlToRedHat,
  },
];

/** Takes a picture at each stage. With `publish`, the pictures of the README have twice the resolution and are in docs/images. */
export async function runJourneys({ publish, only }) {
  const folder = join(root, 'build/editor/pictures');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counts = { passed: 0, failed: 0 };
  for (const [index, { name, journey, ...options }] of JOURNEYS.entries()) {
    if (only && !name.includes(only)) continue;
    const picture = (stage) =>
      publish && COMPLETE.includes(stage)
        ? join(root, 'docs/images', `${stage}.png`)
        : join(folder, `${index + 1}-${stage}.png`);
    const feature = (name, theme) => {
      const file = `${name}-${theme}.png`;
      return publish && theme !== 'contrast' && PUBLISHED.includes(name)
        ? join(root, 'docs/images', file)
        : join(folder, `${index + 1}-${file}`);
    };
    const attempt = () => openWorkbench({ scale: publish ? 2 : 1, ...options, picture, feature }, journey);
    try {
      // A browser on a busy machine can lose a key or a focus; a real fault fails both times.
      await attempt().catch((error) => {
        console.log(`  … ${name}: ${error.message}; once more`);
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
  // The two lines are too far apart for one screen, so this squiggle is at the other one.
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
  // The suppressions and the documentation are in a group of their own.
  await workbench.fixes.filter({ hasText: 'More Actions' }).waitFor();
  await workbench.feature('quick-fix', [workbench.line(/^kind:.Metal3Cluster$/), workbench.menu]);
  await fix.click();
  await rows.first().waitFor({ state: 'detached' });
  await workbench.problemCounts(0, 0);
  await workbench.fileBecomes(before.replaceAll(/(host|serviceAddress): 172\.18\.255\.200/g, '$1: 172.18.255.201'));
  await workbench.gotoLineOf('serviceAddress: 172.18.255.201');
  await workbench.picture('fixed');
}

async function listMistakes(workbench) {
  await workbench.press('Control+B');
  await workbench.press('Control+Shift+M');
  await workbench.problems('missing-reference-target').first().waitFor();
  await workbench.problemCounts(5, 1);
  await workbench.feature('problems', [workbench.panel], -2);
  await workbench.languageStatus('Indexed 9 objects in 1 file');
  await workbench.picture('status');
  await workbench.statusTooltip('Target releases: all');
  await workbench.picture('status-tooltip');
  await workbench.run('Kamaji Metal3: Show Output');
  await workbench.output('Target releases: all').waitFor();
  // The line can be wrapped after that.
  await workbench.output(/Read.9.objects/).waitFor();
  await workbench.picture('output');
  await workbench.press('Control+Shift+M');
  const releases = await workbench.settingValues('kamajiMetal3.targets');
  await workbench.picture('settings');
  if (!['auto', 'latest', 'v1.10'].every((each) => releases.includes(each)))
    throw new Error(`The Settings editor offers ${releases.join(', ')}.`);
  await workbench.press('Escape');
  await workbench.press('Escape');
  await workbench.openRulePage('missing-reference-target');
  await workbench.previewHeading('missing-reference-target').waitFor();
  await workbench.picture('rule-page');
}

async function leaveYamlToRedHat(workbench) {
  await workbench.press('Control+Shift+M');
  // Nothing is reported as missing while a document cannot be read.
  await workbench.problemCounts(4, 0);
  // The setting shows the error, so it was not missing for another reason.
  workbench.set('kamajiMetal3.yamlSyntaxErrors', 'on');
  await workbench.problems('yaml-syntax-error').first().waitFor();
  await workbench.problemCounts(5, 0);
  await workbench.picture('yaml-errors');
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
  await workbench.problemCounts(0, 0);
}

async function walkTree(workbench) {
  await workbench.showClusters();
  await workbench.clusterLines('edge-1').first().waitFor();
  const missing = workbench.clusterLines('Metal3MachineTemplate ·').filter({ hasText: /edge-1-worker(?!s)/ });
  await missing.filter({ hasText: 'missing' }).waitFor();
  await workbench.feature('tree', [workbench.sideBarTitle, workbench.clusterLines('externalv4-pool')], -2);

  await workbench.theme('Default High Contrast', '.hc-black');
  const nameOf = (text) => workbench.clusterLines(text).first().locator('.label-name').first();
  await workbench.colorsDiffer(nameOf('KamajiControlPlane'), nameOf('KubeadmConfigTemplate'));
  await workbench.picture('tree-contrast');
  await workbench.theme('Default Light Modern', '.vs');

  const controlPlane = workbench.clusterLines('KamajiControlPlane').first();
  const entries = await workbench.contextMenu(controlPlane);
  for (const entry of ['Go to Manifest', 'Find References', 'Rename…', 'Copy Name', 'Copy kubectl Command'])
    if (!entries.includes(entry)) throw new Error(`The context menu has no ${entry}, only ${entries.join(', ')}.`);
  await workbench.picture('tree-menu');
  await workbench.press('Escape');
  await controlPlane.click();
  await workbench.lineInSight('name: edge-1-control-plane');
  await missing.hover();
  await missing.locator('.action-label[aria-label^="Create Missing Object"]').click();
  await missing.filter({ hasText: 'missing' }).waitFor({ state: 'detached' });
  await workbench.picture('tree-created');
}

async function lookAtPicture(workbench) {
  await workbench.run('Show Cluster Diagram');
  const node = workbench.pictureNode('KamajiControlPlane edge-1');
  await node.waitFor();
  await workbench.pictureIsWhole();
  await workbench.press('Control+B');
  await workbench.pictureIsWhole();
  await workbench.feature('diagram', [workbench.diagram], -4);
  const png = await workbench.exportPicture('PNG', 'edge-1.png');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png.toString('latin1', 1, 4) !== 'PNG' || width < 600 || height < 600 || png.length < 20_000)
    throw new Error(`The PNG has ${width}×${height} pixels and ${png.length} bytes.`);
  writeFileSync(join(root, 'build/editor/exported.png'), png);
  // With the keyboard, two objects down.
  await workbench.pictureNode('Cluster edge-1').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await workbench.press(key);
  await workbench.lineInSight('name: edge-1-control-plane');
  await workbench.gotoLineOf('# Contains four mistakes');
  await node.click();
  await workbench.lineInSight('name: edge-1-control-plane');
}
