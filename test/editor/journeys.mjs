// What a person does, on the workbench itself: a wrong address, what shows of it, and the click that mends it.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { installExtension, PATIENCE, pause, scratch, startBrowser, startEditor } from './editor.mjs';

/** What the README shows. */
const PUBLISHED = ['quick-fix', 'mistakes'];

/** Takes a picture at each stage; `publish` puts those that the README shows where it looks for them. */
export async function runJourneys({ publish }) {
  const folder = join(root, 'build/editor/pictures');
  mkdirSync(folder, { recursive: true });
  const pictures = (name) =>
    join(publish && PUBLISHED.includes(name) ? join(root, 'docs/images') : folder, `${name}.png`);
  const counts = { passed: 0, failed: 0 };
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    try {
      await travel(journey, pictures);
      counts.passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      counts.failed++;
      console.log(`  ✖ ${name}: ${error.message}`);
    }
  }
  return counts;
}

const JOURNEYS = {
  'a wrong address is underlined, listed, and mended in the other document': mendAddress,
  'the mistakes of the example workspace are listed': listMistakes,
};

async function mendAddress({ page, editor, space, picture }) {
  // Looked up before anything is typed: the editor saves by itself, and then the file says something else.
  const host = lineOf(space, 'host: 172.18.255.200');
  const address = lineOf(space, 'serviceAddress: 172.18.255.200');
  const line = editor.locator('.view-line', { hasText: 'host: 172.18.255.200' });
  await gotoLine(page, host);
  await line.waitFor();
  await editor.locator('.squiggly-error').waitFor({ state: 'detached' });
  // The last digit of the address.
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await editor.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel .monaco-list-row', { hasText: 'endpoint-host-mismatch' });
  await rows.nth(1).waitFor();
  await picture('problems');
  await gotoLine(page, host);
  await page.keyboard.press('End');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Set serviceAddress of KamajiControlPlane' });
  await openQuickFixes(page, fix);
  await picture('quick-fix');
  // The menu puts the fix of this side first; the other document's is below it.
  await fix.click();
  await editor.locator('.squiggly-error').waitFor({ state: 'detached' });
  await rows.first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+S');
  const original = readFileSync(join(root, 'examples/correct/cluster.yaml'), 'utf8');
  const wanted = original.replaceAll(/(host|serviceAddress): 172\.18\.255\.200/g, '$1: 172.18.255.201');
  await fileBecomes(join(space.workspace, 'cluster.yaml'), wanted);
  await gotoLine(page, address);
  await picture('mended');
}

async function listMistakes({ page, picture }) {
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'missing-reference-target' }).first().waitFor();
  // The panel draws only the rows that fit; the status bar counts them all.
  await page.locator('.statusbar-item[id="status.problems"]', { hasText: /5\s*1/ }).waitFor();
  await picture('mistakes');
}
listMistakes.file = 'examples/mistakes/cluster.yaml';

async function travel(journey, pictures) {
  const space = scratch({ 'cluster.yaml': journey.file ?? 'examples/correct/cluster.yaml' });
  installExtension(space);
  const server = await startEditor(space);
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE);
  const picture = (name) => page.screenshot({ path: pictures(name) });
  try {
    const url = new URL(server.origin);
    url.searchParams.set('folder', space.workspace);
    url.searchParams.set(
      'payload',
      JSON.stringify([['openFile', server.remote(join(space.workspace, 'cluster.yaml'))]]),
    );
    await page.goto(url.href);
    const editor = page.locator('.editor-instance .monaco-editor').first();
    await editor.locator('.view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.locator('.statusbar-item', { hasText: 'YAML' }).waitFor();
    await journey({ page, editor, space, picture });
  } catch (error) {
    await picture('failure');
    throw error;
  } finally {
    await browser.close();
    await server.stop();
    space.remove();
  }
}

async function fileBecomes(path, wanted) {
  let text = '';
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
    text = readFileSync(path, 'utf8');
    if (text === wanted) return;
  }
  throw new Error(`The file on disk is not what the fix was to make of it:\n${text}`);
}

function lineOf(space, text) {
  const lines = readFileSync(join(space.workspace, 'cluster.yaml'), 'utf8').split('\n');
  return 1 + lines.findIndex((line) => line.includes(text));
}

async function gotoLine(page, line) {
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Asked for while an edit is on its way to the server, quick fixes are dropped without a trace: ask again. */
async function openQuickFixes(page, wanted) {
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press('Control+.');
    const shown = await wanted.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (shown) return;
    await page.keyboard.press('Escape');
  }
  throw new Error('No quick fix was offered.');
}
