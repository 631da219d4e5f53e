// A VS Code window. All selectors of the pinned editor version are in this file.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { installExtension, PATIENCE, pause, scratch, startBrowser, startEditor } from './editor.mjs';

/** Opens a workspace with `cluster.yaml` and the extension, and runs the journey in its window. */
export async function openWorkbench({ text, withRedHatYaml, picture }, journey) {
  const space = scratch({ 'cluster.yaml': text });
  if (withRedHatYaml)
    // Before the first start, because the editor caches the list of extensions.
    cpSync(join(root, 'test/editor/red-hat-yaml'), join(space.folder, 'extensions/redhat.vscode-yaml-0.0.0'), {
      recursive: true,
    });
  installExtension(space);
  const server = await startEditor(space);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    const workbench = workbenchOn(page, space, picture);
    try {
      await page.goto(addressOf(server, space));
      await workbench.ready();
      await journey(workbench);
    } catch (error) {
      // The first error is more important than a failure of the screenshot.
      await workbench.picture('failure').catch(() => {});
      throw error;
    }
  } finally {
    await browser.close();
    await server.stop();
    space.remove();
  }
}

function addressOf(server, { workspace }) {
  const url = new URL(server.origin);
  url.searchParams.set('folder', workspace);
  url.searchParams.set('payload', JSON.stringify([['openFile', server.remote(join(workspace, 'cluster.yaml'))]]));
  return url.href;
}

function workbenchOn(page, space, picture) {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  const path = join(space.workspace, 'cluster.yaml');
  const saved = async (isWanted) => {
    await page.keyboard.press('Control+S');
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
      if (isWanted(readFileSync(path, 'utf8'))) return;
    throw new Error(`The file is not what was to be made of it:\n${readFileSync(path, 'utf8')}`);
  };
  return {
    squiggles: editor.locator('.squiggly-error'),
    fixes: page.locator('.action-widget .monaco-list-row'),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    /** Tabs and badges update asynchronously, which only screenshots wait for. */
    async picture(name) {
      await pause(1000);
      await page.screenshot({ path: picture(name) });
    },
    textOnDisk: () => readFileSync(path, 'utf8'),

    async ready() {
      await editor.locator('.view-line').first().click();
      await page.keyboard.press('Control+Home');
      // The status item appears when the extension is active.
      await page.locator('.statusbar-item[id="status.languageStatus"]').waitFor();
    },

    /** The line in the file, not on the screen, so that it can be out of view. */
    async gotoLineOf(text) {
      const index = readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((line) => line.includes(text));
      if (index < 0) throw new Error(`No line holds ${text}.`);
      await page.keyboard.press('Control+G');
      await page
        .locator('.quick-input-widget input')
        .first()
        .fill(`:${index + 1}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await editor.locator('.view-line', { hasText: text }).waitFor();
    },

    /**
     * The rows of the Problems panel that contain the text. The panel only renders visible rows, and updates after the
     * editor.
     */
    problems: (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }),

    /** Follows the link of a diagnostic in the Problems panel. */
    async openRulePage(rule) {
      await this.problems(rule).first().locator('a', { hasText: rule }).click();
    },

    /** A heading in a Markdown preview, which is in two frames. */
    previewHeading: (text) =>
      page.frameLocator('iframe.webview').frameLocator('iframe').locator('h1', { hasText: text }),

    /** Runs a command of the palette by its title. */
    async run(title) {
      await this.openList(title);
      await this.listIsClosed();
    },

    /** Runs a command that shows a list to choose from. */
    async openList(title) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input').first();
      await input.fill(`>${title}`);
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().waitFor();
      await page.keyboard.press('Enter');
    },

    /** The rows of the list. */
    choices: (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }),

    listIsClosed: () => page.locator('.quick-input-widget').waitFor({ state: 'hidden' }),

    /** The rows of the panel that shows a refactoring before it is applied. */
    refactoring: (text) => page.locator('.bulk-edit-panel .monaco-list-row', { hasText: text }),

    /** Selects all changes of a file in the panel, and groups the changes by their kind. */
    async selectRefactoring(file) {
      await this.refactoring(file).locator('.edit-checkbox').first().click();
      await page.locator('.action-label[aria-label^="Group Changes By Type"]').first().click();
    },

    /** Opens the difference that a change of the panel makes. */
    async showDifference(text) {
      await this.refactoring(text).last().click();
      await page.locator('.monaco-diff-editor').first().waitFor();
    },

    async applyRefactoring() {
      await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
    },

    hover: (text) => page.locator('.monaco-hover:visible', { hasText: text }).first(),

    /** Enters a new name in the rename box. */
    async rename(name) {
      const input = page.locator('.rename-box input');
      await input.waitFor();
      await input.fill(name);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },

    /** Shows only the cluster view in the side bar, and makes it wider. */
    async showClusters() {
      await page.locator('.part.sidebar .pane').first().locator('.pane-header').first().click();
      const { x, y, width, height } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + width, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width + 180, y + height / 2, { steps: 5 });
      await page.mouse.up();
    },

    /** The node of the picture whose accessible name starts with the text. It is in a nested frame. */
    pictureNode: (text) =>
      page.frameLocator('iframe.webview').frameLocator('iframe').locator(`[data-node][aria-label^="${text}"]`),

    /** Waits until every node of the picture is inside the window. */
    async pictureIsWhole() {
      await page.frameLocator('iframe.webview').frameLocator('iframe').locator('[data-zoom=fit]').click();
      const nodes = page.frameLocator('iframe.webview').frameLocator('iframe').locator('[data-node] rect');
      const { width } = page.viewportSize();
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
        const boxes = await Promise.all((await nodes.all()).map((node) => node.boundingBox()));
        if (boxes.length > 0 && boxes.every((box) => box && box.x + box.width <= width)) return;
      }
      throw new Error('The picture is cut at its right edge.');
    },

    /** Changes the theme, and waits until it is applied. */
    async theme(name, itsClass = '.vs-dark') {
      this.set('workbench.colorTheme', name);
      await page.locator(`.monaco-workbench${itsClass}`).waitFor();
    },

    lineInSight: (text) => editor.locator('.view-line', { hasText: text }).first().waitFor(),

    /** The lines of the cluster view. */
    clusterLines: (text) =>
      page
        .locator('.pane', { has: page.locator('.pane-header', { hasText: 'Cluster API' }) })
        .locator('.monaco-list-row', {
          hasText: text,
        }),

    /** Waits until the status bar shows this number of errors and warnings, with any number of information messages. */
    async problemCounts(errors, warnings) {
      const counts = new RegExp(`^\\D*${errors}\\D+${warnings}(?!\\d)`);
      await page.locator('.statusbar-item[id="status.problems"]', { hasText: counts }).waitFor();
    },

    /** Waits for the text of the extension's language status item. */
    async languageStatus(text) {
      await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
      await page.locator('.hover-language-status', { hasText: text }).waitFor();
    },

    /**
     * Opens the quick fixes. Repeats the request, because VS Code drops it while an edit is being sent to the server.
     */
    async openQuickFixes() {
      const menu = page.locator('.action-widget .monaco-list-row').first();
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+.');
        const shown = await menu.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
        if (shown) return;
        await page.keyboard.press('Escape');
      }
      throw new Error('No quick fix was offered.');
    },

    /** The items of the suggest widget. Enter accepts the focused one. */
    suggestions: (text) => page.locator('.suggest-widget.visible .monaco-list-row', text ? { hasText: text } : {}),

    /** Requests completions. Repeats the request, because there may be no result while an edit is being sent. */
    async suggest() {
      for (let tries = 0; tries < 20; tries++) {
        await page.keyboard.press('Control+Space');
        const shown = await this.suggestions()
          .first()
          .waitFor({ timeout: 5000 })
          .then(
            () => true,
            () => false,
          );
        if (shown) return;
      }
      throw new Error('Nothing was offered.');
    },

    /** Types the letters and accepts the item `label`, which must be first by then. */
    async take(label, letters = '') {
      if (!(await this.suggestions().first().isVisible())) await this.suggest();
      await page.keyboard.type(letters, { delay: 50 });
      await page.locator(`.suggest-widget.visible .monaco-list-row.focused[aria-label^="${label}"]`).waitFor();
      await page.keyboard.press('Enter');
    },

    /** Writes to the workspace settings, which the editor watches. */
    set(setting, value) {
      mkdirSync(join(space.workspace, '.vscode'), { recursive: true });
      writeFileSync(join(space.workspace, '.vscode/settings.json'), JSON.stringify({ [setting]: value }));
    },

    /** Saves the file, and checks that it contains every line. */
    saved: (lines) => saved((text) => lines.every((line) => text.includes(line))),

    fileBecomes: (wanted) => saved((text) => text === wanted),
  };
}
