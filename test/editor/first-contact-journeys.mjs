// Journeys of a user who sees the extension for the first time.
import { pause } from './editor.mjs';

/** The page of the extension shows all its pictures. */
export async function seeExtensionPage(workbench) {
  await workbench.press('Control+B');
  await workbench.openExtensionPage();
  const pictures = workbench.pagePictures;
  await pictures.nth(5).waitFor({ state: 'attached' });
  for (let tries = 0; tries < 100; tries++) {
    const widths = await pictures.evaluateAll((all) => all.map(({ naturalWidth }) => naturalWidth));
    if (widths.length >= 6 && widths.every((width) => width > 0)) break;
    if (tries === 99) throw new Error(`The pictures of the page have the widths ${widths.join(', ')}.`);
    await pause(100);
  }
  await workbench.picture('extension-page');
  await pictures.last().scrollIntoViewIfNeeded();
  await workbench.picture('extension-page-end');
}

/** Each step of the walkthrough has one button, and none is a dead end in a workspace without clusters. */
export async function followWalkthrough(workbench) {
  await workbench.openWalkthrough();
  const count = await workbench.steps.count();
  for (let step = 0; step < count; step++) {
    const at = workbench.steps.nth(step);
    await at.click();
    await at.locator('.monaco-button').first().waitFor();
    const buttons = await at.locator('.monaco-button').count();
    if (buttons !== 1) throw new Error(`Step ${step + 1} of the walkthrough has ${buttons} buttons.`);
  }
  await workbench.steps.filter({ hasText: 'Visualize the cluster' }).first().click();
  await workbench.steps.getByText('Show Cluster Diagram', { exact: true }).click();
  await workbench.notificationButton('Open Example').click();
  await workbench.lineInSight('# Contains four mistakes');
  await workbench.picture('walkthrough-example');
}

export async function seeClusters(workbench) {
  await workbench.showClusters();
  await workbench.clusterLines('KamajiControlPlane').first().waitFor();
  await workbench.picture('clusters');
}

export async function beginWithNothing(workbench) {
  await workbench.showClusters();
  await workbench.welcomeButton('Open Example').waitFor();
  await workbench.feature('empty-view', [workbench.sideBarTitle, workbench.welcomeButton('Open Example')]);
  await workbench.welcomeButton('New Cluster Manifest…').click();
  await workbench.choices('ClusterClass').first().waitFor();
  await workbench.picture('layouts');
  await workbench.press('Enter');
  await workbench.lineInSight('kind: Cluster');
  await workbench.clusterLines('KamajiControlPlane').first().waitFor();
  await workbench.picture('layout');

  await workbench.openWalkthrough();
  for (const title of [
    'Write a cluster',
    'Find and fix problems',
    'Select your provider releases',
    'Visualize the cluster',
  ]) {
    await workbench.steps.filter({ hasText: title }).first().click();
    await workbench.steps.filter({ hasText: title }).locator('.monaco-button').first().waitFor();
  }
  await workbench.picture('walkthrough');
  await workbench.steps.filter({ hasText: 'Open an example' }).first().click();
  await workbench.steps.getByText('Open Example', { exact: true }).click();
  await workbench.lineInSight('# Contains four mistakes');
}
